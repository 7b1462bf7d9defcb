import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openMongoStore } from '../../sync-server/store/mongo.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import type { mongoOfThisRun } from '../provide/mongo.ts';
import type { SharedDatabase } from './central-store.contract.ts';

type Mongo = Extract<ReturnType<typeof mongoOfThisRun>, { readonly uri: string }>;

/** Measured: of three racing `{ _id, rev: { $lt } }` replacements an older one wins 6 times in 10. */
const racesOfFerretdb = 'FerretDB 1.24 does not update a document atomically';

/** A database of its own name on the run's server, dropped at the end. */
export async function provideMongoDatabase({ uri, kind }: Mongo): Promise<SharedDatabase & Mongo> {
  const own = withDatabase(uri, `tillside_test_${randomBytes(6).toString('hex')}`);
  const opened: CentralStore[] = [];
  return {
    uri: own,
    kind,
    place: { engine: 'mongo', at: own },
    racesSkipped: kind === 'ferretdb' ? racesOfFerretdb : null,
    open: async (options) => {
      const store = await openMongoStore(own, options);
      opened.push(store);
      return store;
    },
    drop: async () => {
      for (const store of opened) await store.close();
      const client = new MongoClient(own);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
