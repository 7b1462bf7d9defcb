import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../shared/journal/entry.ts';
import { must } from '../../shared/result.ts';
import { allBlocks, readSoundStreams } from '../kit/books/read-ledger.ts';
import { enrolTill, openNode, storeId, type TestNode, type Till } from './fixtures.ts';
import { type BeforeStep, MemoryDatabase, openMemoryStore } from './fixtures-memory-store.ts';
import { sharedDatabases } from './fixtures-stores.ts';

type Step = Parameters<BeforeStep>[0];

/** A node that dies before the `nth` step of a kind: what it did until then stands, and nothing comes after. */
function openMortalNode(
  database: MemoryDatabase,
  dies: { readonly at: Step; readonly nth: number },
): TestNode {
  let left = dies.nth;
  return openNode(
    openMemoryStore(database, (step) => {
      if (step === dies.at && left > 0) left -= 1;
      if (left === 0) throw new Error('this node is dead');
    }),
  );
}

async function prepare() {
  const database = new MemoryDatabase();
  const store = openMemoryStore(database);
  const till = await enrolTill(openNode(store), 1);
  await till.openShift();
  for (let n = 0; n < 5; n++) await till.sell();
  return { database, store, till };
}

/** It takes over from the node that enrolled the till, and so writes that block's five documents first. */
const crashes: readonly {
  readonly name: string;
  readonly at: Step;
  readonly nth: number;
  readonly committed: boolean;
}[] = [
  { name: 'before the insert of its block', at: 'append', nth: 1, committed: false },
  { name: 'after the insert, before any document', at: 'appended', nth: 1, committed: true },
  { name: 'amidst the documents', at: 'write-document', nth: 7, committed: true },
  { name: 'before the last document', at: 'documents-written', nth: 2, committed: true },
];

describe.each(crashes)('a node that dies $name', ({ at, nth, committed }) => {
  test('[SYN1] [SYN2] is replaced by another one; the entries sent again are applied once', async () => {
    const { database, store, till } = await prepare();
    const dead = openMortalNode(database, { at, nth });
    await expect(dead.upload(till.device, till.entries)).rejects.toThrow('this node is dead');
    expect(database.of(storeId).length).toBe(committed ? 2 : 1);

    const next = openNode(store);
    await till.sell();
    expect(await next.upload(till.device, till.entries)).toMatchObject({ ok: true, value: { seq: 7 } });
    await readSoundStreams(store, [storeId]);
  });

  test('[SYN1] leaves nothing half done once another node looks after the last blocks', async () => {
    const { database, store, till } = await prepare();
    const dead = openMortalNode(database, { at, nth });
    await expect(dead.upload(till.device, till.entries)).rejects.toThrow('this node is dead');
    await openNode(store).chores.redo();
    await readSoundStreams(store, [storeId]);
  });
});

test('[SYN1] an error of the database fails who waits, and the next upload works', async () => {
  const { database, till } = await prepare();
  let broken = true;
  const node = openNode(
    openMemoryStore(database, (step) => {
      if (broken && step === 'write-document') throw new Error('connection lost');
    }),
  );
  const failed = await Promise.allSettled([
    node.upload(till.device, till.entries.slice(0, 2)),
    node.upload(till.device, till.entries.slice(0, 4)),
  ]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await node.upload(till.device, till.entries)).toMatchObject({ ok: true, value: { seq: 6 } });
  await readSoundStreams(openMemoryStore(database), [storeId]);
});

describe.each(sharedDatabases)('two nodes, on $engine', ({ provide }) => {
  test('[SYN2] that race for every block take each entry in once', async () => {
    const database = await provide();
    const store = database.open();
    const nodes = [openNode(store), openNode(database.open())] as const;
    const tills = [await enrolTill(nodes[0], 1), await enrolTill(nodes[1], 2)];
    for (const till of tills) {
      await till.openShift();
      for (let n = 0; n < 5; n++) await till.sell();
    }
    await Promise.all(
      tills.flatMap((till) =>
        nodes.map(async (node) => {
          for (let to = 1; to <= till.entries.length; to++) {
            expect(await node.upload(till.device, till.entries.slice(0, to))).toMatchObject({ ok: true });
          }
        }),
      ),
    );
    const entries = (await allBlocks(store, storeId)).flatMap((block) => block.entries);
    expect(entries).toHaveLength(2 + 12);
    await readSoundStreams(store, [storeId]);
  });

  test('a refusal is decided on the end of the stream, not on what a node remembers', async () => {
    const database = await provide();
    const [one, two] = [openNode(database.open()), openNode(database.open())];
    const till = await enrolTill(one, 1);
    for (let n = 0; n < 5; n++) await till.sell();
    const upload = (node: TestNode, from: number, to: number) =>
      node.upload(till.device, till.entries.slice(from - 1, to));
    await upload(one, 1, 1);
    await upload(two, 2, 3);
    // What node one remembers of the head would make a gap of it.
    expect(await upload(one, 4, 4)).toMatchObject({ ok: true, value: { seq: 4 } });
    await upload(two, 5, 5);
    expect(await upload(one, 4, 4)).toMatchObject({ ok: true, value: { seq: 5 } });
    const other = await enrolTill(two, 2);
    await other.sell();
    expect(await one.upload(other.device, other.entries)).toMatchObject({ ok: true, value: { seq: 1 } });
  });
});

/** Three nodes: before each step of one, others may do any number of theirs, and it may die for good. */
const schedule = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  slowness: fc.integer({ min: 1, max: 12 }),
  deathsInThousand: fc.constantFrom(0, 2, 10, 30),
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ticks = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
};

/** A terminal's shipper, in short: sends what follows the head to any node, until all has been acknowledged. */
async function ship(till: Till, anyNode: () => TestNode, chance: () => number): Promise<void> {
  const last = must(till.entries.at(-1), 'entry') as Envelope;
  for (;;) {
    const from = Math.floor(chance() * till.entries.length);
    const count = 1 + Math.floor(chance() * 5);
    try {
      const head = await anyNode().head(till.device);
      const start = chance() < 0.7 ? (head?.seq ?? 0) : from;
      const answer = await anyNode().upload(till.device, till.entries.slice(start, start + count));
      if (answer.ok && answer.value.hash === last.hash) return;
    } catch {
      await ticks(1);
    }
  }
}

test('[SYN1] [SYN2] whatever crashes, is late, doubled or retried, every entry stands in the stream once', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ seed, slowness, deathsInThousand }) => {
      const chance = seeded(seed);
      const database = new MemoryDatabase();
      const nodes: TestNode[] = [];
      const openAny = (): TestNode => {
        let dead = false;
        const self = openNode(
          openMemoryStore(database, async () => {
            if (!dead && chance() * 1000 < deathsInThousand) {
              dead = true;
              nodes[nodes.indexOf(self)] = openAny();
            }
            // Now and then very late: after others have gone on for long.
            await ticks(Math.floor(chance() * (chance() < 0.02 ? 40 * slowness : slowness)));
            if (dead) throw new Error('this node is dead');
          }),
        );
        return self;
      };
      const first = openNode(openMemoryStore(database));
      const tills = [await enrolTill(first, 1), await enrolTill(first, 2), await enrolTill(first, 3)];
      nodes.push(openAny(), openAny(), openAny());
      for (const till of tills) {
        await till.openShift();
        for (let n = 0; n < 6; n++) await till.sell();
      }
      const anyNode = () => must(nodes[Math.floor(chance() * nodes.length)], 'node');
      await Promise.all(tills.map((till) => ship(till, anyNode, chance)));
      const store = openMemoryStore(database);
      await openNode(store).chores.redo();
      await readSoundStreams(store, [storeId]);
      const entries = (await allBlocks(store, storeId)).flatMap((block) => block.entries);
      expect(entries).toHaveLength(3 + 21);
    }),
    { seed: 20261122, numRuns: 60 },
  );
}, 60_000);
