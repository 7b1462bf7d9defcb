import { describe, expect, onTestFinished, test } from 'vitest';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { mongoOfThisRun } from '../provide/mongo.ts';
import { MemoryDatabase, openMemoryStore } from '../server/fixtures-memory-store.ts';
import { allBlocks, allDocuments, postAgain } from '../wire/post-again.ts';
import { recordTrace } from '../wire/record-trace.ts';
import { openPlayer } from '../wire/trace.ts';
import type { TestDatabase } from './central-store.contract.ts';
import { provideMongoDatabase } from './mongo-database.ts';
import { provideSqlite } from './sqlite-database.ts';

type Provide = () => Promise<Pick<TestDatabase, 'open' | 'drop'>>;

const mongo = mongoOfThisRun();
const engines: readonly { readonly engine: string; readonly provide: Provide | string }[] = [
  { engine: 'memory', provide: provideMemory },
  { engine: 'SQLite', provide: provideSqlite },
  { engine: 'MongoDB', provide: 'uri' in mongo ? () => provideMongoDatabase(mongo) : mongo.skipped },
];

async function provideMemory() {
  const database = new MemoryDatabase();
  return { open: async () => openMemoryStore(database), drop: async () => {} };
}

/** Blocks but for their nonces, and documents. */
async function everythingIn(store: CentralStore) {
  const blocks = (await allBlocks(store)).map(({ nonce: _nonce, ...block }) => canonicalJson(block));
  return { documents: await allDocuments(store), blocks };
}

const trace = await recordTrace();
const expected = await everythingIn(trace.store);

describe('one trace', () => {
  test('has all that goes wrong in it, and blocks that are trimmed', async () => {
    const blocks = await allBlocks(trace.store);
    const reasons = (await allDocuments(trace.store)).flatMap((line) => {
      const { collection, value } = JSON.parse(line) as { collection: string; value: { reason?: string } };
      return collection === 'quarantine' ? [value.reason] : [];
    });
    expect(new Set(reasons)).toEqual(
      new Set(['fork', 'unknown_kind', 'invalid_body', 'not_allowed', 'revoked']),
    );
    expect(blocks.filter(({ documents }) => documents === null).length).toBeGreaterThan(3);
    expect(expected.documents.length).toBeGreaterThan(80);
  });

  test('[SYN9] posted again from its entries alone comes to the same documents', async () => {
    expect(postAgain(await allBlocks(trace.store))).toEqual(expected.documents);
  });

  test.for(engines)(
    '[SYN9] [SYN2] ends on $engine in the same blocks and documents, and what is sent and written again changes nothing',
    // FerretDB scans for every range: 5 s alone, four times that on a machine that does something else.
    { timeout: 90_000 },
    async ({ provide }, { skip }) => {
      if (typeof provide === 'string') return skip(provide);
      const database = await provide();
      onTestFinished(() => database.drop());
      const store = await database.open();
      const player = openPlayer(store);
      for (const step of trace.steps) await player.play(step);
      expect(await everythingIn(store)).toEqual(expected);

      const other = openPlayer(await database.open());
      for (const step of trace.steps) if (step.do === 'upload') await other.play(step);
      for (const block of (await allBlocks(store)).reverse()) await store.writeDocuments(block);
      expect(await everythingIn(store)).toEqual(expected);
    },
  );
});
