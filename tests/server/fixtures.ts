import { sha256Hex } from '#sha256';
import { objectIdFromKey, objectIdOfEntry } from '../../shared/domain/ids.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../shared/journal/kinds.ts';
import { newDeviceKey, signerOf } from '../../shared/journal/signature.ts';
import { batchId } from '../../shared/posting/keys.ts';
import type { Unposted } from '../../shared/posting/workspace.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { ok } from '../../shared/result.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import type { StreamsSettings } from '../../sync-server/streams/append-context.ts';
import { createStreams } from '../../sync-server/streams/create-streams.ts';
import type { DeviceEpoch, Draft, Streams } from '../../sync-server/streams/streams.ts';
import { bodyOf } from '../kit/entries/body-of.ts';
import { saleOf, ticketLine } from '../kit/entries/sale-of.ts';
import { sealAfter } from '../kit/entries/seal-after.ts';

export const noon = '2026-11-22T12:00:00.000Z';
export const storeId = objectIdFromKey('store', 1);
export const otherStoreId = objectIdFromKey('store', 2);
export const userId = objectIdFromKey('user', 1);
export const instantGameId = objectIdFromKey('lottery', 'instant');
export const drawGameId = objectIdFromKey('lottery', 'draw');

export const minutesAfter = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

export interface TestClock {
  at: string;
}

/** What a test's node is: streams with a clock that the test moves, and what was logged as an error. */
export type TestNode = ReturnType<typeof createStreams> & {
  readonly clock: TestClock;
  readonly errors: object[];
};

let nonces = 0;

export function openNode(
  store: CentralStore,
  { clock = { at: noon }, settings = {} }: { clock?: TestClock; settings?: Partial<StreamsSettings> } = {},
): TestNode {
  const errors: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (details: object) => errors.push(details) };
  const streams = createStreams({
    store,
    now: () => clock.at,
    random: () => `nonce-${++nonces}`,
    log,
    settings,
  });
  return { ...streams, clock, errors };
}

/** Appends the drafts as one decision. */
export async function record(streams: Streams, stream: string, drafts: readonly Draft[]): Promise<void> {
  const done = await streams.decide(stream, 'hq', async () => ok({ drafts, value: null }));
  if (!done.ok) throw new Refused(done.refusal);
}

export const saved = <C extends 'stores' | 'lotteries' | 'users' | 'pos_devices'>(
  collection: C,
  value: Unposted<C>,
): Draft => ({
  kind: 'record.saved',
  user_id: null,
  body: { collection, record: value as unknown as Record<string, unknown> },
});

export const aStore = (fields: Partial<Unposted<'stores'>> = {}): Unposted<'stores'> => ({
  _id: storeId,
  name: 'A store',
  location: { address: '', city: '', state: '', zip: '', country: '' },
  contact_person: '',
  contact_phone: '',
  store_type: 'retail',
  status: 'active',
  created_at: noon,
  updated_at: noon,
  code: 'NY1',
  time_zone: 'UTC',
  day_starts_at: '05:00',
  selling_commission_bp: 500,
  cashing_commission_bp: 100,
  ...fields,
});

export const aUser = (fields: Partial<Unposted<'users'>> = {}): Unposted<'users'> => ({
  _id: userId,
  name: 'A cashier',
  email: null,
  phone: null,
  role: 'staff',
  username: 'cashier',
  password_hash: 'secret',
  store_id: storeId,
  status: 'active',
  last_login: null,
  permissions: [],
  created_at: noon,
  updated_at: noon,
  store_ids: [],
  ...fields,
});

/** Drawn daily at 20:00 UTC; sales end 30 minutes before it, streams are closed 10 minutes later, at 19:40. */
export const aDrawGame = (fields: Partial<Unposted<'lotteries'>> = {}): Unposted<'lotteries'> => ({
  _id: drawGameId,
  name: 'A draw game',
  code: 'DRAW',
  position: 1,
  kind: 'draw',
  stock_mode: 'none',
  time_zone: 'UTC',
  draw_time: '20:00',
  draw_days: [1, 2, 3, 4, 5, 6, 7],
  draw_dates: [],
  pools: [{ name: 'Numbers', pick: 1, from: 1, to: 9, repeats: false }],
  prize_structure: [{ prize_level: '1', rank: 1, amount: 1_000, kind: 'fixed', match: [1] }],
  ticket_price: 100,
  cutoff_minutes: 30,
  close_grace_minutes: 10,
  sales_tax_bp: 0,
  withholding_bp: 0,
  minimum_age: null,
  claim_days: 180,
  cancellation: { allowed: true, minutes: 30 },
  offline_policy: {
    allowed: true,
    max_hours: null,
    max_tickets: null,
    max_amount: null,
    stop_before_cutoff_minutes: 5,
  },
  max_boards: 1,
  max_draws: 7,
  status: 'active',
  created_by: null,
  created_at: noon,
  updated_at: noon,
  terms_from: noon,
  earlier_terms: [],
  ...fields,
});

export const tonight = {
  draw_date: '2026-11-22T20:00:00.000Z',
  cutoff_at: '2026-11-22T19:30:00.000Z',
  close_at: '2026-11-22T19:40:00.000Z',
};

export interface SaleOf {
  readonly lottery_id?: string;
  readonly tickets?: number;
  readonly draw?: typeof tonight;
  readonly batch_id?: string;
  readonly serial?: number | null;
}

/** A till that seals entries as a terminal does, whether the server ever gets them or not. */
export class Till {
  readonly device: DeviceEpoch;
  readonly tillNumber: number;
  readonly entries: Envelope[] = [];
  readonly sign: (hash: string) => Promise<string>;
  shiftId = objectIdFromKey('no shift');
  /** Its clock. */
  at = noon;

  constructor(device: DeviceEpoch, tillNumber: number, sign: (hash: string) => Promise<string>) {
    this.device = device;
    this.tillNumber = tillNumber;
    this.sign = sign;
  }

  /** A clone of its disk: the same key and journal, going its own way from here. */
  clone(): Till {
    const clone = new Till(this.device, this.tillNumber, this.sign);
    clone.entries.push(...this.entries);
    clone.shiftId = this.shiftId;
    return clone;
  }

  async seal<K extends EntryKind>(kind: K, body: BodyOf<K>): Promise<Envelope> {
    return this.sealAny(kind, body);
  }

  /** Of whatever kind and body. */
  async sealAny(kind: string, body: Record<string, unknown>): Promise<Envelope> {
    const sealed = sealAfter(this.entries.at(-1) ?? null, {
      device_id: this.device.device_id,
      epoch: this.device.epoch,
      kind,
      body,
      store_id: this.device.stream,
      user_id: userId,
      at: this.at,
      uptime_ms: 1,
    });
    const entry = { ...sealed, signature: await this.sign(sealed.hash) };
    this.entries.push(entry);
    return entry;
  }

  async openShift(): Promise<Envelope> {
    const entry = await this.seal('shift.opened', bodyOf('shift.opened', { pos_version: '1' }));
    this.shiftId = objectIdOfEntry(entry.at, entry.hash, 0);
    return entry;
  }

  sell({
    lottery_id = instantGameId,
    tickets = 1,
    draw,
    batch_id,
    serial = null,
  }: SaleOf = {}): Promise<Envelope> {
    const seq = this.entries.length + 1;
    const lines = Array.from({ length: tickets }, (_, line) =>
      ticketLine({
        ticket_number: ticketNumber({ storeCode: 'NY1', tillNumber: this.tillNumber, seq, line }),
        security_code_hash: sha256Hex(`${this.tillNumber}/${seq}/${line}`),
        lottery_id,
        draw_date: draw?.draw_date ?? null,
        cutoff_at: draw?.cutoff_at ?? null,
        close_at: draw?.close_at ?? null,
        selection: { boards: [], serial },
        batch_id: batch_id ?? null,
        terms_from: noon,
      }),
    );
    return this.seal(
      'sale.completed',
      saleOf(lines, {
        transaction_id: `${this.tillNumber}-${seq}`,
        shift_id: this.shiftId,
        hour: 12,
        pos_version: '1',
      }),
    );
  }
}

/** Enrols a till with a key of its own, as the server's decision does. */
export async function enrolTill(streams: Streams, tillNumber: number, stream = storeId): Promise<Till> {
  const key = await newDeviceKey();
  const device_id = objectIdFromKey('till', stream, tillNumber);
  await record(streams, stream, [
    {
      kind: 'device.enrolled',
      user_id: null,
      body: bodyOf('device.enrolled', {
        device_id,
        till_number: tillNumber,
        public_key: key.publicKey,
        token_hash: sha256Hex(`token ${tillNumber}`),
        pos_version: '1',
        name: `Till ${tillNumber}`,
      }),
    },
  ]);
  return new Till({ stream, device_id, epoch: 1 }, tillNumber, await signerOf(key.privateKey));
}

/** Head office receives a batch for a store, to be shared among its tills. */
export async function receiveBatch(
  streams: Streams,
  quantity: number,
  {
    number = 'B-1',
    first = null,
    stream = storeId,
  }: { number?: string; first?: number | null; stream?: string } = {},
): Promise<string> {
  const batch_id = batchId(stream, instantGameId, number);
  await record(streams, stream, [
    {
      kind: 'stock.received',
      user_id: userId,
      body: bodyOf('stock.received', {
        batch_id,
        lottery_id: instantGameId,
        batch_number: number,
        quantity,
        number_range: first === null ? null : { from: first, to: first + quantity - 1 },
        reorder_threshold: 1,
      }),
    },
  ]);
  return batch_id;
}
