import { randomBytes, randomInt } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { Refused } from '../../shared/refusals/refused.ts';
import type { AnyDocument, CollectionName } from '../../shared/schema/collections.ts';
import { buildApp } from '../../sync-server/app.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { seedDemo } from '../../sync-server/demo/seed.ts';
import { createMetrics } from '../../sync-server/metrics.ts';
import { openStore } from '../../sync-server/store/open.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import type { StreamsSettings } from '../../sync-server/streams/append-context.ts';
import { createStreams } from '../../sync-server/streams/create-streams.ts';

const log = pino({ level: 'silent' });

/** A moment of the world: every clock in it is a reading of this one, which tests move on. */
export class WorldClock {
  #shiftMs = Date.parse('2026-11-22T15:00:00.000Z') - Date.now();
  #upMs = 0;

  nowMs(): number {
    return Date.now() + this.#shiftMs;
  }

  /** Of monotonic clocks. */
  uptimeMs(): number {
    return performance.now() + this.#upMs;
  }

  pass(ms: number): void {
    this.#shiftMs += ms;
    this.#upMs += ms;
  }
}

interface Node {
  readonly store: CentralStore;
  readonly streams: ReturnType<typeof createStreams>;
  readonly port: number;
  stop(): Promise<void>;
}

/** A real server with the demonstration chain, that can be stopped, started again and restored from a backup. */
export class World {
  readonly clock = new WorldClock();
  readonly #dataDir: string;
  readonly #settings: Partial<StreamsSettings>;
  #node: Node | null = null;

  private constructor(dataDir: string, settings: Partial<StreamsSettings>) {
    this.#dataDir = dataDir;
    this.#settings = settings;
  }

  static async start(settings: Partial<StreamsSettings> = {}): Promise<World> {
    const dataDir = await mkdtemp(join(tmpdir(), 'tillside-world-'));
    const world = new World(dataDir, settings);
    onTestFinished(async () => {
      await world.stop();
      await rm(dataDir, { recursive: true, force: true });
    });
    await world.begin();
    return world;
  }

  get server(): Node {
    if (!this.#node) throw new Error('the server is stopped');
    return this.#node;
  }

  /** Null while the server is stopped. */
  get port(): number | null {
    return this.#node?.port ?? null;
  }

  async begin(): Promise<void> {
    const store = await openStore({ dataDir: join(this.#dataDir, 'data'), mongodbUri: null });
    const streams = createStreams({
      store,
      now: () => new Date(this.clock.nowMs()).toISOString(),
      random: () => randomBytes(16).toString('hex'),
      log,
      settings: this.#settings,
    });
    await streams.start();
    const seeded = await seedDemo({ streams, hashPassword });
    if (!seeded.ok) throw new Refused(seeded.refusal);
    let stopping = false;
    const app = await buildApp({
      store,
      streams,
      secret: 'a secret of the tests, long enough',
      log,
      randomBytes,
      nowMs: () => this.clock.nowMs(),
      randomInt: (below) => randomInt(below),
      metrics: createMetrics(streams, { process: false }),
      isStopping: () => stopping,
      builtDir: join(this.#dataDir, 'nothing built'),
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const stop = async () => {
      stopping = true;
      await app.close();
      await streams.stop();
      await store.close();
    };
    this.#node = { store, streams, port, stop };
  }

  async stop(): Promise<void> {
    const node = this.#node;
    this.#node = null;
    await node?.stop();
  }

  /** Copies the database as it is; the server is stopped meanwhile. */
  async backUp(): Promise<void> {
    await this.stop();
    await rm(join(this.#dataDir, 'backup'), { recursive: true, force: true });
    await cp(join(this.#dataDir, 'data'), join(this.#dataDir, 'backup'), { recursive: true });
    await this.begin();
  }

  /** Puts the copy in the database's place. */
  async restore(): Promise<void> {
    await this.stop();
    await rm(join(this.#dataDir, 'data'), { recursive: true, force: true });
    await cp(join(this.#dataDir, 'backup'), join(this.#dataDir, 'data'), { recursive: true });
    await this.begin();
  }

  /** All documents of a collection in the central database. */
  async all<T extends AnyDocument>(collection: CollectionName): Promise<T[]> {
    const documents: AnyDocument[] = [];
    for (let after: { value: string; id: string } | null = null; ; ) {
      const page: readonly AnyDocument[] = await this.server.store.list(collection, {
        filter: {},
        sort: { field: '_id', direction: 'asc' },
        limit: 500,
        ...(after ? { after } : {}),
      });
      documents.push(...page);
      const last: AnyDocument | undefined = page.at(-1);
      if (!last) return documents as T[];
      after = { value: last._id, id: last._id };
    }
  }
}
