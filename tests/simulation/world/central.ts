import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, CentralStore, Session } from '../../../sync-server/store/port.ts';
import { openSqliteStore } from '../../../sync-server/store/sqlite.ts';
import { MemoryDatabase, openMemoryStore } from '../../server/fixtures-memory-store.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';

/**
 * So that one seed has the same trace as on a real engine: memory with each call one step (`calls`, as MongoDB), and with
 * a block and its documents in one (`transactions`, as SQLite).
 */
export type Engine = 'memory' | 'calls' | 'transactions' | 'sqlite' | 'mongodb';

/** What may go wrong between a node and the database. */
export interface StoreFaults {
  /** Probability that a step fails, before or after its effect. */
  failing: number;
  /** Probability that a step takes minutes: others go on meanwhile, and what was decided before comes late. */
  slow: number;
}

const stepMs = (chance: Chance, { slow }: StoreFaults): number =>
  chance.happens(slow) ? chance.gap(180_000) : chance.between(0.1, 15);

const readsAtOnce = 0.7;

/** The central database: any number of nodes connect to it; it can be copied and restored. */
export interface Central {
  connect(life: Life, chance: Chance, faults: StoreFaults): CentralStore;
  /** Without faults and waits: for those who look on. */
  readonly raw: CentralStore;
  /** Returns how to put the copy in the database's place. Nobody may be connected then. */
  copy(): () => void;
  close(): Promise<void>;
}

/** `onAppended`: a block stands. `blocks`: what the database begins with. */
export async function openCentral(
  engine: Engine,
  blocks: readonly Block[],
  onAppended: (block: Block) => void,
): Promise<Central> {
  switch (engine) {
    case 'memory':
      return fill(memoryCentral(onAppended), blocks);
    case 'calls':
      return fill(
        callsCentral(onAppended, (raw) => raw),
        blocks,
      );
    case 'transactions':
      return fill(callsCentral(onAppended, withWholeAppend), blocks);
    case 'sqlite':
      return fill(sqliteCentral(onAppended), blocks);
    case 'mongodb':
      return fill(await mongoCentral(onAppended), blocks);
    default:
      return engine satisfies never;
  }
}

async function fill(central: Central, blocks: readonly Block[]): Promise<Central> {
  for (const block of blocks) {
    await central.raw.append(block);
    await central.raw.writeDocuments(block);
  }
  return central;
}

class StoreFailure extends Error {
  override readonly name = 'MongoNetworkError';
}

/** Nothing but one document's write is atomic: every one is a step at which a node may die or another go first. */
function memoryCentral(onAppended: (block: Block) => void): Central {
  let database = new MemoryDatabase();
  let sessions = new Map<string, Session>();
  const known = new Map<string, Block | undefined>();
  const look = () => {
    for (const [stream, blocks] of database.blocks) {
      const last = blocks.at(-1);
      if (!last || known.get(stream)?.nonce === last.nonce) continue;
      known.set(stream, last);
      onAppended(last);
    }
  };
  const complete = (store: CentralStore, step: (what: string) => Promise<void>): CentralStore => ({
    ...store,
    // Not compared with anything: signs of life stand beside what is posted.
    signOfLife: () => step('sign-of-life'),
    async saveSession(session) {
      await step('save-session');
      sessions.set(session.token_hash, session);
    },
    async findSession(token) {
      await step('find-session');
      return sessions.get(token) ?? null;
    },
    async deleteSession(token) {
      await step('delete-session');
      sessions.delete(token);
    },
  });
  return {
    connect(life, chance, faults) {
      const step = async (what: string) => {
        // The insert has happened by now, whatever becomes of the node.
        if (what === 'appended') look();
        // Of reads in a row most need not be waited for one by one: others may still go between some of them.
        if (what === 'read' && chance.happens(readsAtOnce)) return;
        await life.io(stepMs(chance, faults), `store ${what}`, () => {
          if (chance.happens(faults.failing)) throw new StoreFailure('connection lost');
        });
      };
      return complete(openMemoryStore(database, step), step);
    },
    get raw() {
      return complete(openMemoryStore(database), async () => {});
    },
    copy() {
      const copied = database.copy();
      const copiedSessions = new Map(sessions);
      return () => {
        database = copied.copy();
        sessions = new Map(copiedSessions);
        known.clear();
        for (const [stream, blocks] of database.blocks) known.set(stream, blocks.at(-1));
      };
    },
    close: async () => {},
  };
}

/** Each call is one step. `current`: a backup opens the file anew. */
function stepwise(
  current: () => CentralStore,
  life: Life,
  chance: Chance,
  faults: StoreFaults,
  onAppended: (block: Block) => void,
): CentralStore {
  const step =
    (name: keyof CentralStore) =>
    (...given: unknown[]): Promise<unknown> =>
      life.io(stepMs(chance, faults), `store ${name}`, async () => {
        const fails = chance.happens(faults.failing) ? chance.pick(['before', 'after']) : null;
        if (fails === 'before') throw new StoreFailure('connection lost');
        const call = current()[name] as (...all: unknown[]) => Promise<unknown>;
        const value = await call(...given);
        if (name === 'append' && value === 'appended') onAppended(given[0] as Block);
        if (fails === 'after') throw new StoreFailure('connection lost');
        // In whatever order an engine names them: nothing depends on it but the trace.
        return name === 'streams' ? (value as string[]).toSorted() : value;
      });
  const names = Object.keys(current()) as (keyof CentralStore)[];
  return Object.fromEntries(names.map((name) => [name, step(name)])) as unknown as CentralStore;
}

function callsCentral(onAppended: (block: Block) => void, as: (raw: CentralStore) => CentralStore): Central {
  const memory = memoryCentral(() => {});
  return {
    ...memory,
    connect: (life, chance, faults) => stepwise(() => as(memory.raw), life, chance, faults, onAppended),
    get raw() {
      return memory.raw;
    },
  };
}

const withWholeAppend = (raw: CentralStore): CentralStore => ({
  ...raw,
  async append(block) {
    const outcome = await raw.append(block);
    if (outcome === 'appended') await raw.writeDocuments(block);
    return outcome;
  },
});

function sqliteCentral(onAppended: (block: Block) => void): Central {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-simulation-'));
  const path = join(folder, 'tillside.sqlite');
  let backups = 0;
  let raw = openSqliteStore(path);
  return {
    // One connection for all nodes: the statements are synchronous, each call is a transaction.
    connect: (life, chance, faults) => stepwise(() => raw, life, chance, faults, onAppended),
    get raw() {
      return raw;
    },
    copy() {
      const backup = join(folder, `backup-${++backups}.sqlite`);
      // Closing brings what stands in the log into the file.
      void raw.close();
      copyFileSync(path, backup);
      raw = openSqliteStore(path);
      return () => {
        void raw.close();
        copyFileSync(backup, path);
        raw = openSqliteStore(path);
      };
    },
    async close() {
      await raw.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Real round trips, each within one step: the order is the seed's, only the seconds are not. */
async function mongoCentral(onAppended: (block: Block) => void): Promise<Central> {
  const uri = process.env.MONGODB_TEST_URI;
  if (!uri) throw new Error('set MONGODB_TEST_URI to a MongoDB to simulate on it');
  const name = `tillside_simulation_${process.pid}_${Date.now()}`;
  const url = new URL(uri);
  url.pathname = `/${name}`;
  // Its driver takes a while to load, which the other engines need not wait for.
  const { openMongoStore } = await import('../../../sync-server/store/mongo.ts');
  const { MongoClient } = await import('mongodb');
  const raw = await openMongoStore(url.href);
  return {
    connect: (life, chance, faults) => stepwise(() => raw, life, chance, faults, onAppended),
    raw,
    copy: () => {
      throw new Error('a MongoDB is not restored in the simulation');
    },
    async close() {
      await raw.close();
      const client = new MongoClient(url.href);
      await client.db(name).dropDatabase();
      await client.close();
    },
  };
}
