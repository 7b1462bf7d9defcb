import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256Hex } from '#sha256';
import { objectIdFromKey, objectIdOfEntry } from '../../../shared/domain/ids.ts';
import { ticketNumber } from '../../../shared/domain/ticket-number.ts';
import { hashEntry } from '../../../shared/journal/chain.ts';
import { type Envelope, genesisHash } from '../../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../../shared/journal/kinds.ts';
import { batchId } from '../../../shared/posting/keys.ts';
import type { DeviceId, StoreId } from '../../../shared/schema/scalars.ts';
import { deviceToken } from '../../../sync-server/enrolment/papers.ts';

export const benchSecret = 'the secret of a server that is only measured';

const hourMs = 3_600_000;
/** Of the 86 characters of a real one; the server verifies the last of an upload only. */
const unverified = 'A'.repeat(86);
const instantGameId = objectIdFromKey('lottery', 'instant');
const drawGameId = objectIdFromKey('lottery', 'draw');

export const storeIdOf = (store: number): StoreId => objectIdFromKey('store', store) as StoreId;
export const batchOf = (store: number) => {
  const batch_number = 'B-1';
  const batch_id = batchId(storeIdOf(store), instantGameId, batch_number);
  return { batch_id, batch_number, lottery_id: instantGameId };
};

/** A terminal's journal and papers, without its database: it seals and signs as the register does. */
export class BenchTill {
  readonly store: number;
  readonly storeId: StoreId;
  readonly tillNumber: number;
  readonly deviceId: DeviceId;
  readonly publicKey: string;
  readonly token: string;
  readonly #privateKey: KeyObject;
  #end = { seq: 0, hash: genesisHash };
  #shiftId = '';
  /** The number of the ticket sold last. */
  lastTicket = '';

  constructor(store: number, tillNumber: number) {
    this.store = store;
    this.storeId = storeIdOf(store);
    this.tillNumber = tillNumber;
    this.deviceId = objectIdFromKey('till', store, tillNumber) as DeviceId;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#privateKey = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    this.publicKey = publicKey.export({ format: 'jwk' }).x ?? '';
    const subject = {
      store_id: this.storeId,
      device_id: this.deviceId,
      epoch: 1,
      public_key: this.publicKey,
    };
    this.token = deviceToken(benchSecret, subject, '');
  }

  get seq(): number {
    return this.#end.seq;
  }

  /** The body of the entry by which the server takes it in. */
  enrolled(): BodyOf<'device.enrolled'> {
    return {
      device_id: this.deviceId,
      epoch: 1,
      till_number: this.tillNumber,
      public_key: this.publicKey,
      token_hash: sha256Hex(this.token),
      pos_version: '0.1.0',
      name: `Till ${this.tillNumber}`,
    };
  }

  openShift(): Envelope {
    const entry = this.#seal('shift.opened', { opening_float: 10_000, pos_version: '0.1.0' }, true);
    this.#shiftId = objectIdOfEntry(entry.at, entry.hash, 0);
    return entry;
  }

  /** So many sales of one ticket each: of every four one is taken out of a batch, the others enter a draw. */
  sell(count: number, { signAll = true }: { signAll?: boolean } = {}): Envelope[] {
    return Array.from({ length: count }, (_, index) => this.#sale(signAll || index === count - 1));
  }

  #sale(signed: boolean): Envelope {
    const seq = this.#end.seq + 1;
    const game = seq % 4 === 0 ? ofBatch(this.store) : inDraw(Date.now());
    const number = ticketNumber({
      storeCode: `S${this.store}`,
      tillNumber: this.tillNumber,
      seq,
      line: 0,
    });
    this.lastTicket = number;
    return this.#seal(
      'sale.completed',
      {
        transaction_id: `${this.tillNumber}-${seq}`,
        shift_id: this.#shiftId,
        business_day: '2026-11-22',
        hour: 12,
        clock: 'bounded',
        payment: { method: 'cash', tendered: 250, change: 0, reference: null },
        rounding: 'half_up',
        lines: [
          {
            ...{ kind: 'ticket', ticket_number: number, slip_number: null, ...game },
            security_code_hash: sha256Hex(number),
            ...{ price: 250, tax_rate_bp: 0, tax: 0, total: 250 },
            terms_from: '2026-01-01T00:00:00.000Z',
          },
        ],
        totals: { price: 250, tax: 0, total: 250 },
        customer: null,
        notify: [],
        pos_version: '0.1.0',
      },
      signed,
    );
  }

  #seal<K extends EntryKind>(kind: K, body: BodyOf<K>, signed: boolean): Envelope {
    const seq = this.#end.seq + 1;
    const unsealed = {
      ...{ device_id: this.deviceId, epoch: 1, seq, prev_hash: this.#end.hash, kind, body },
      ...{ store_id: this.storeId, user_id: objectIdFromKey('user', this.store) as Envelope['user_id'] },
      ...{ at: new Date().toISOString(), uptime_ms: 1_000 * seq },
    };
    const hash = hashEntry(unsealed);
    this.#end = { seq, hash };
    const signature = signed
      ? sign(null, Buffer.from(hash, 'hex'), this.#privateKey).toString('base64url')
      : unverified;
    return { ...unsealed, hash, signature };
  }
}

type Game = Pick<
  BodyOf<'sale.completed'>['lines'][number],
  'lottery_id' | 'draw_date' | 'cutoff_at' | 'close_at' | 'selection' | 'batch_id'
>;

const ofBatch = (store: number): Game => {
  const { batch_id, lottery_id } = batchOf(store);
  return {
    ...{ lottery_id, batch_id, selection: { boards: [], serial: null } },
    ...{ draw_date: null, cutoff_at: null, close_at: null },
  } as Game;
};

/** The draw of tomorrow: none is closed while it is measured. */
function inDraw(nowMs: number): Game {
  const drawMs = Math.ceil(nowMs / (24 * hourMs)) * 24 * hourMs + 20 * hourMs;
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    lottery_id: drawGameId,
    draw_date: at(drawMs),
    cutoff_at: at(drawMs - hourMs / 2),
    close_at: at(drawMs - hourMs / 3),
    selection: { boards: [{ numbers: [[3, 11, 19, 24, 35, 41]], quick_pick: true }], serial: null },
    batch_id: null,
  } as Game;
}
