import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../../sync-server/store/open.ts';

/** Of all files in a folder and below it. */
export const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

/** Of a stopped server's database, once the documents in old blocks are trimmed and their room is given back. */
export async function centralBytes(dataDir: string): Promise<number> {
  const file = join(dataDir, 'tillside.sqlite');
  const database = new DatabaseSync(file, { readOnly: true });
  const streams = database.prepare('SELECT DISTINCT stream FROM blocks').all();
  database.close();
  const store = await openStore({ dataDir, mongodbUri: null });
  for (const { stream } of streams) await store.trim(String(stream), Number.MAX_SAFE_INTEGER);
  await store.close();
  const compact = join(dataDir, 'compact.sqlite');
  const trimmed = new DatabaseSync(file);
  trimmed.prepare('VACUUM INTO ?').run(compact);
  trimmed.close();
  const { size } = statSync(compact);
  rmSync(compact);
  return size;
}
