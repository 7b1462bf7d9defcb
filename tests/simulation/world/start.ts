import { instantAt } from '../../../shared/domain/instants.ts';
import { chainStream } from '../../../shared/journal/entry.ts';
import { ok } from '../../../shared/result.ts';
import { terminalDraft } from '../../../sync-server/demo/at-stores.ts';
import { demoSettings, demoStoreId, demoStoreList } from '../../../sync-server/demo/chain.ts';
import { seedDemo } from '../../../sync-server/demo/seed.ts';
import { deviceIdOf } from '../../../sync-server/enrolment/new-device.ts';
import type { Block } from '../../../sync-server/store/port.ts';
import { createStreams } from '../../../sync-server/streams/create-streams.ts';
import { MemoryDatabase, openMemoryStore } from '../../server/fixtures-memory-store.ts';
import { Chance } from './chance.ts';
import { enterWorld } from './globals.ts';
import { Schedule } from './schedule.ts';
import { mostTills } from './size.ts';

export const startMs = Date.parse('2026-11-22T15:00:00.000Z');

/** A place for a till, with the code that it is enrolled by. */
export interface Place {
  readonly name: string;
  readonly store_id: string;
  readonly storeCode: string;
  readonly activation_code: string;
}

export const places: readonly Place[] = demoStoreList.flatMap(({ code }) =>
  Array.from({ length: mostTills }, (_, n) => ({
    name: `Counter ${n + 1}`,
    store_id: demoStoreId(code),
    storeCode: code,
    activation_code: `SIM-${code}-${n + 1}000`,
  })),
);

let made: Promise<readonly Block[]> | null = null;

/** The demonstration chain with a place for every till: the same for all seeds, made once. */
export function startingBlocks(): Promise<readonly Block[]> {
  made ??= make();
  return made;
}

async function make(): Promise<readonly Block[]> {
  const database = new MemoryDatabase();
  const schedule = new Schedule(startMs);
  const chance = new Chance('start');
  enterWorld({ schedule, keys: chance });
  const streams = createStreams({
    store: openMemoryStore(database),
    now: () => instantAt(schedule.nowMs),
    random: () => chance.hex(8),
    log: { info() {}, warn() {}, error: (details) => void console.error(details) },
  });
  const fill = async () => {
    await seedDemo({ streams, hashPassword: async (password) => password });
    // A currency without cents in cash, so that every seed rounds.
    const at = instantAt(schedule.nowMs);
    const record = { ...demoSettings(at), currency: 'CAD', locale: 'en-CA' };
    const drafts = [
      {
        kind: 'record.saved' as const,
        user_id: null,
        body: { collection: 'chain_settings' as const, record },
      },
    ];
    await streams.decide(chainStream, 'hq', async () => ok({ drafts, value: null }));
    for (const { code } of demoStoreList) {
      const store_id = demoStoreId(code);
      const drafts = places
        .filter((place) => place.store_id === store_id)
        .map((place) =>
          terminalDraft({ ...place, id: deviceIdOf(store_id, place.name) }, instantAt(schedule.nowMs)),
        );
      await streams.decide(store_id, 'hq', async () => ok({ drafts, value: null }));
    }
    return [...database.blocks.values()].flat();
  };
  let blocks: readonly Block[] | null = null;
  void fill().then((all) => {
    blocks = all;
  });
  // Its promises begin to run with the first event.
  schedule.after(0, 'begin', () => {});
  while (!blocks) await schedule.step();
  return blocks;
}
