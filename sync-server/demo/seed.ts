import type { MasterCollection } from '../../shared/journal/bodies/record.ts';
import { chainStream } from '../../shared/journal/entry.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CollectionName } from '../../shared/schema/collections.ts';
import type { DecisionView, Draft, Streams } from '../streams/streams.ts';
import { batchDraft, demoBatches, demoBatchId, demoTerminals, terminalDraft } from './at-stores.ts';
import {
  demoPassword,
  demoSettings,
  demoStoreId,
  demoStoreList,
  demoStores,
  demoUserList,
  demoUsers,
} from './chain.ts';
import { demoLotteries } from './lotteries.ts';

interface SeedParts {
  readonly streams: Streams;
  readonly hashPassword: (password: string) => Promise<string>;
}

/**
 * Fills an empty database with the demonstration chain, by journal entries like any other. Every step looks at what is
 * there, so a start that was killed in the middle is completed by the next one. True where the chain is this one.
 */
export async function seedDemo({ streams, hashPassword }: SeedParts): Promise<Result<boolean>> {
  const isDemo = await streams.decide(chainStream, 'hq', async (view) => {
    if (view.position > 0)
      return ok({ drafts: [], value: await exists(view, 'stores', demoStoreId(demoStoreList[0].code)) });
    return ok({ drafts: await chainDrafts(view.now, hashPassword), value: true });
  });
  if (!isDemo.ok || !isDemo.value) return isDemo;
  for (const [place, { code }] of demoStoreList.entries()) {
    const stocked = await streams.decide(demoStoreId(code), 'hq', async (view) =>
      ok({ drafts: await missingAt(view, demoStoreId(code), place), value: null }),
    );
    if (!stocked.ok) return stocked;
  }
  return ok(true);
}

async function chainDrafts(at: string, hashPassword: SeedParts['hashPassword']): Promise<Draft[]> {
  // A salt for each, as for anyone.
  const hashes = await Promise.all(
    demoUserList.map(async ({ username }) => [username, await hashPassword(demoPassword)] as const),
  );
  return [
    saved('chain_settings', demoSettings(at)),
    ...demoStores(at).map((store) => saved('stores', store)),
    ...demoUsers(at, new Map(hashes)).map((user) => saved('users', user)),
    ...demoLotteries(at).map((lottery) => saved('lotteries', lottery)),
  ];
}

const saved = (collection: MasterCollection, record: Record<string, unknown>): Draft => ({
  kind: 'record.saved',
  body: { collection, record },
  user_id: null,
});

async function missingAt(view: DecisionView, storeId: string, place: number): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const terminal of demoTerminals) {
    const missing = terminal.store_id === storeId && !(await exists(view, 'pos_devices', terminal.id));
    if (missing) drafts.push(terminalDraft(terminal, view.now));
  }
  for (const batch of demoBatches(place)) {
    if (!(await exists(view, 'inventory', demoBatchId(storeId, batch))))
      drafts.push(batchDraft(storeId, batch));
  }
  return drafts;
}

const exists = async (view: DecisionView, collection: CollectionName, id: string): Promise<boolean> =>
  (await view.get(collection, id)) !== null;
