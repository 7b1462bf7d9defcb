import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { Refused } from '../../shared/refusals/refused.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { terminalDraft } from '../../sync-server/demo/at-stores.ts';
import { demoStoreId } from '../../sync-server/demo/chain.ts';
import { seedDemo } from '../../sync-server/demo/seed.ts';
import { deviceIdOf } from '../../sync-server/enrolment/new-device.ts';
import { openStore } from '../../sync-server/store/open.ts';
import { createStreams } from '../../sync-server/streams/create-streams.ts';

/** Where a till stands, and who works at it. */
export interface Place {
  readonly name: string;
  readonly activation_code: string;
  readonly store_id: string;
  readonly id: string;
  readonly user: string;
}

export const placeAt = (code: string, name: string, user: string): Place => {
  const store_id = demoStoreId(code);
  return { name, activation_code: `CRASH-${code}-${name}`, store_id, id: deviceIdOf(store_id, name), user };
};

/**
 * Two tills share a stream, and so its blocks; the third has one of its own. No more than three: RxDB's free core opens
 * thirteen collections in a process.
 */
export const places: readonly Place[] = [
  placeAt('NY1', 'A', 'manager'),
  placeAt('NY1', 'B', 'cashier'),
  placeAt('CH2', 'A', 'manager.chicago'),
];

/** Fills an empty database with the demonstration chain and a terminal at each place. */
export async function seedStores(where: {
  readonly dataDir: string;
  readonly mongodbUri: string | null;
}): Promise<void> {
  const store = await openStore(where);
  const streams = createStreams({
    store,
    now: () => new Date().toISOString(),
    random: () => randomBytes(16).toString('hex'),
    log: pino({ level: 'silent' }),
  });
  const seeded = await seedDemo({ streams, hashPassword });
  if (!seeded.ok) throw new Refused(seeded.refusal);
  for (const place of places) {
    const recorded = await streams.decide(place.store_id, 'hq', async ({ now }) => ({
      ok: true,
      value: { drafts: [terminalDraft(place, now)], value: null },
    }));
    if (!recorded.ok) throw new Refused(recorded.refusal);
  }
  await streams.stop();
  await store.close();
}
