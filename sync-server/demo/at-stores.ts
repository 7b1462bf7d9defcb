import { hourMs, instantAt, instantMs } from '../../shared/domain/instants.ts';
import { batchId } from '../../shared/posting/keys.ts';
import { activationCodeHash } from '../enrolment/activation-code.ts';
import { deviceIdOf, pendingDevice, recordDevice } from '../enrolment/new-device.ts';
import type { Draft } from '../streams/streams.ts';
import { demoStoreId, demoStoreList, demoUserId } from './chain.ts';
import { demoLotteryId } from './lotteries.ts';

const yearMs = 365 * 24 * hourMs;

/** The first store's terminals, with the codes that are printed at the start. */
export const demoTerminals = [
  { name: 'Till 1', activation_code: 'DEMO-TILL-0001' },
  { name: 'Till 2', activation_code: 'DEMO-TILL-0002' },
].map((terminal) => {
  const store_id = demoStoreId(demoStoreList[0].code);
  return { ...terminal, store_id, id: deviceIdOf(store_id, terminal.name) };
});

export const terminalDraft = (terminal: (typeof demoTerminals)[number], at: string): Draft =>
  recordDevice(
    pendingDevice({
      id: terminal.id,
      store_id: terminal.store_id,
      name: terminal.name,
      at,
      created_at: at,
      activation_code_hash: activationCodeHash(terminal.activation_code),
      expires_at: instantAt(instantMs(at) + yearMs),
    }),
    { user_id: demoUserId('admin'), address: null },
  );

interface DemoBatch {
  readonly lottery: string;
  readonly batch_number: string;
  readonly quantity: number;
  readonly reorder_threshold: number;
  readonly first: number | null;
}

/** Stock of the store at this place in the list. A raffle number exists once in the chain. */
export const demoBatches = (place: number): readonly DemoBatch[] => [
  {
    lottery: 'SCRATCH',
    batch_number: `SG-00${place + 1}`,
    quantity: 1_000,
    reorder_threshold: 100,
    first: null,
  },
  {
    lottery: 'RAFFLE',
    batch_number: `RF-00${place + 1}`,
    quantity: 2_000,
    reorder_threshold: 50,
    first: place * 2_000 + 1,
  },
];

export const demoBatchId = (storeId: string, batch: DemoBatch): string =>
  batchId(storeId, demoLotteryId(batch.lottery), batch.batch_number);

export const batchDraft = (storeId: string, batch: DemoBatch): Draft => ({
  kind: 'stock.received',
  user_id: demoUserId('admin'),
  body: {
    batch_id: demoBatchId(storeId, batch),
    lottery_id: demoLotteryId(batch.lottery),
    batch_number: batch.batch_number,
    quantity: batch.quantity,
    number_range: batch.first === null ? null : { from: batch.first, to: batch.first + batch.quantity - 1 },
    reorder_threshold: batch.reorder_threshold,
    shared: true,
    other_batch_ids: [],
    pos_version: '',
  },
});
