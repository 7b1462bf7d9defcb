import { MongoClient } from 'mongodb';
import type { StoreOptions } from './fault-hook.ts';
import { openBlocks } from './mongo-blocks.ts';
import { openDocuments } from './mongo-documents.ts';
import { openSessions } from './mongo-sessions.ts';
import { mongoTotals } from './mongo-totals.ts';
import type { CentralStore } from './port.ts';
import { requireSignsOfLife } from './signs-of-life.ts';
import { readPage } from './snapshot-page.ts';

const defaultDatabase = 'tillside';

/** A connection that a firewall has forgotten must not hold an upload for ever, as it would by the driver's default. */
const defaultTimeouts = { socketTimeoutMS: 60_000, serverSelectionTimeoutMS: 10_000 };

/** Host list and options aside: what stands between the slash after the hosts and the question mark. */
const databasePattern = /^mongodb(?:\+srv)?:\/\/[^/?]+\/([^?]+)/;

/**
 * The chain's central database. It needs nothing beyond single-document atomicity and unique `_id`, so any number of
 * server nodes may work on it: what makes them one is the insert of the block.
 * @param uri names the database too (`…/tillside?…`); `tillside` where it does not.
 */
export async function openMongoStore(uri: string, options: StoreOptions = {}): Promise<CentralStore> {
  const client = new MongoClient(uri, {
    appName: 'tillside',
    // Acknowledged means: survives the loss of any minority of the members, and a power cut of all (SYN1).
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
    readPreference: 'primary',
    ...timeoutsBeside(uri),
    // As JSON does: otherwise null would be stored.
    ignoreUndefined: true,
  });
  const db = client.db(databasePattern.exec(uri)?.[1] ?? defaultDatabase);
  const blocks = openBlocks(db);
  const documents = openDocuments(db, options);
  const sessions = openSessions(db);
  try {
    await client.connect();
    await Promise.all([blocks.createIndexes(), documents.createIndexes()]);
  } catch (error) {
    await client.close();
    throw error;
  }

  return {
    streams: blocks.streams,
    lastBlock: blocks.last,
    append: async (block) => {
      const outcome = await blocks.append(block);
      if (outcome === 'appended') await options.onStep?.({ at: 'block-inserted' });
      return outcome;
    },
    writeDocuments: (block) => documents.write(block.documents ?? [], block.position),
    readBlocks: blocks.read,
    findEntries: blocks.findEntries,
    load: documents.load,
    snapshotPage: (stream, collections, after, limit) =>
      readPage(collections, after, limit, (...rest) => documents.ofStream(stream, ...rest)),
    list: documents.list,
    totals: (...query) => mongoTotals(db, ...query),
    signOfLife: async (collection, id, atField, at, fields) => {
      requireSignsOfLife(collection, [atField, ...Object.keys(fields)]);
      await documents.signOfLife(collection, id, atField, at, fields);
    },
    ...sessions,
    trim: blocks.trim,
    ping: async () => {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

/** Those that the URI does not set itself: options would override it. */
function timeoutsBeside(uri: string): Partial<typeof defaultTimeouts> {
  const given = uri.toLowerCase();
  return Object.fromEntries(
    Object.entries(defaultTimeouts).filter(([name]) => !given.includes(`${name.toLowerCase()}=`)),
  );
}
