import { MongoClient } from 'mongodb';
import type { StoreOptions } from './fault-hook.ts';
import { openBlocks } from './mongo-blocks.ts';
import { openDocuments } from './mongo-documents.ts';
import { openSessions } from './mongo-sessions.ts';
import { mongoTotals } from './mongo-totals.ts';
import { within } from './outage.ts';
import type { CentralStore } from './port.ts';
import { requireSignsOfLife } from './signs-of-life.ts';
import { readPage } from './snapshot-page.ts';

const defaultDatabase = 'tillside';

/**
 * A database that is away is noticed within seconds: by its monitor (heartbeat and connect time), and where no server
 * can be selected. The driver's own `timeoutMS` does nothing. A single call may last: the totals of a report do.
 */
const defaultTimeouts = {
  heartbeatFrequencyMS: 2_000,
  connectTimeoutMS: 3_000,
  serverSelectionTimeoutMS: 3_000,
  socketTimeoutMS: 60_000,
};
/** A server whose monitor answers while its disk stands still would keep whoever asks for as long as that lasts. */
const readMs = 5_000;
const writeMs = 10_000;

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
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5_000 },
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

  const reading = <T>(answer: Promise<T>) => within(readMs, answer);
  const writing = <T>(answer: Promise<T>) => within(writeMs, answer);
  return {
    streams: blocks.streams,
    lastBlock: (stream) => reading(blocks.last(stream)),
    append: async (block) => {
      const outcome = await writing(blocks.append(block));
      if (outcome === 'appended') await options.onStep?.({ at: 'block-inserted' });
      return outcome;
    },
    writeDocuments: (block) => writing(documents.write(block.documents ?? [], block.position)),
    readBlocks: (...range) => reading(blocks.read(...range)),
    findEntries: (...range) => reading(blocks.findEntries(...range)),
    load: (keys) => reading(documents.load(keys)),
    snapshotPage: (stream, collections, after, limit) =>
      reading(readPage(collections, after, limit, (...rest) => documents.ofStream(stream, ...rest))),
    list: (...query) => reading(documents.list(...query)),
    totals: (...query) => mongoTotals(db, ...query),
    signOfLife: async (collection, id, atField, at, fields) => {
      requireSignsOfLife(collection, [atField, ...Object.keys(fields)]);
      await writing(documents.signOfLife(collection, id, atField, at, fields));
    },
    saveSession: (session) => writing(sessions.saveSession(session)),
    findSession: (tokenHash) => reading(sessions.findSession(tokenHash)),
    deleteSession: (tokenHash) => writing(sessions.deleteSession(tokenHash)),
    addToCounter: (...addition) => writing(sessions.addToCounter(...addition)),
    clearCounter: (name) => writing(sessions.clearCounter(name)),
    deleteExpired: sessions.deleteExpired,
    trim: blocks.trim,
    ping: async () => {
      await reading(db.command({ ping: 1 }));
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
