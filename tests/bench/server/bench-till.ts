import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256Hex } from '#sha256';
import { objectIdFromKey, objectIdOfEntry } from '../../../shared/domain/ids.ts';
import { ticketNumber } from '../../../shared/domain/ticket-number.ts';
import type { TicketLine } from '../../../shared/journal/bodies/sale.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../../shared/journal/kinds.ts';
import { batchId } from '../../../shared/posting/keys.ts';
import type { DeviceId, StoreId } from '../../../shared/schema/scalars.ts';
import { deviceToken } from '../../../sync-server/enrolment/papers.ts';
import { bodyOf } from '../../kit/entries/body-of.ts';
import { saleOf, ticketLine } from '../../kit/entries/sale-of.ts';
import { sealAfter } from '../../kit/entries/seal-after.ts';

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
  #last: Envelope | null = null;
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
    return this.#last?.seq ?? 0;
  }

  /** The body of the entry by which the server takes it in. */
  enrolled(): BodyOf<'device.enrolled'> {
    return bodyOf('device.enrolled', {
      device_id: this.deviceId,
      till_number: this.tillNumber,
      public_key: this.publicKey,
      token_hash: sha256Hex(this.token),
      name: `Till ${this.tillNumber}`,
    });
  }

  openShift(): Envelope {
    const entry = this.#seal('shift.opened', bodyOf('shift.opened'), true);
    this.#shiftId = objectIdOfEntry(entry.at, entry.hash, 0);
    return entry;
  }

  /** So many sales of one ticket each: of every four one is taken out of a batch, the others enter a draw. */
  sell(count: number, { signAll = true }: { signAll?: boolean } = {}): Envelope[] {
    return Array.from({ length: count }, (_, index) => this.#sale(signAll || index === count - 1));
  }

  #sale(signed: boolean): Envelope {
    const seq = this.seq + 1;
    const number = ticketNumber({
      storeCode: `S${this.store}`,
      tillNumber: this.tillNumber,
      seq,
      line: 0,
    });
    this.lastTicket = number;
    const line = ticketLine({
      ticket_number: number,
      security_code_hash: sha256Hex(number),
      price: 250,
      ...(seq % 4 === 0 ? ofBatch(this.store) : inDraw(Date.now())),
    });
    const sale = saleOf([line], {
      transaction_id: `${this.tillNumber}-${seq}`,
      shift_id: this.#shiftId,
      hour: 12,
    });
    return this.#seal('sale.completed', sale, signed);
  }

  #seal<K extends EntryKind>(kind: K, body: BodyOf<K>, signed: boolean): Envelope {
    const sealed = sealAfter(this.#last, {
      device_id: this.deviceId,
      epoch: 1,
      kind,
      body,
      store_id: this.storeId,
      user_id: objectIdFromKey('user', this.store),
      at: new Date().toISOString(),
      uptime_ms: 1_000 * (this.seq + 1),
    });
    this.#last = sealed;
    const signature = signed
      ? sign(null, Buffer.from(sealed.hash, 'hex'), this.#privateKey).toString('base64url')
      : unverified;
    return { ...sealed, signature };
  }
}

type Game = Partial<TicketLine> & Pick<TicketLine, 'lottery_id'>;

const ofBatch = (store: number): Game => {
  const { batch_id, lottery_id } = batchOf(store);
  return { lottery_id, batch_id };
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
  };
}
