/**
 * The peer's server, a process of its own: express-pouchdb over LevelDB in the folder that is named as argument. Only
 * what PouchDB replicates with is loaded, and nothing is logged.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const folder = process.argv[2];
if (!folder) throw new Error('no folder for the databases');

const onDisk = PouchDB.defaults({ prefix: join(folder, '/') });
const app = expressPouchDB(onDisk, { mode: 'minimumForPouchDB', inMemoryConfig: true });
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  console.log(`http://localhost:${address.port}`);
});
