import { cashRounding } from '../../shared/domain/cash-rounding.ts';
import { taxOf } from '../../shared/domain/money.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import type { SaleCompleted, TicketCancelled, TicketLine } from '../../shared/journal/bodies/sale.ts';
import { hashEntry } from '../../shared/journal/chain.ts';
import { type Envelope, genesisHash, type Outcome } from '../../shared/journal/entry.ts';
import type { BodyOf, EntryKind } from '../../shared/journal/kinds.ts';
import { batchId } from '../../shared/posting/keys.ts';
import { headKey, keysOf, post, pseudoDevice } from '../../shared/posting/posting.ts';
import { type ChangedDocument, keySet, Workspace } from '../../shared/posting/workspace.ts';
import { must } from '../../shared/result.ts';
import { documentFault } from '../../shared/schema/check-document.ts';
import {
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  keyText,
} from '../../shared/schema/collections.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';

/** A 24-digit id that shows in a counterexample what it names. */
export const idOf = (prefix: string, n: number): string =>
  `${prefix.padEnd(20, '0')}${String(n).padStart(4, '0')}`;

export const storeId = idOf('5', 1);
export const storeCode = 'N0RT';
export const cashier = idOf('c', 1);
export const manager = idOf('c', 2);
export const receivedAt = '2026-11-22T12:00:00.000Z';
const startMs = Date.parse('2026-11-22T09:00:00.000Z');

/** Freezes what posting is given, so that writing to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

/** One epoch of a till's journal, or (with `actor`) of what the server or head office appends. */
export class Journal {
  readonly device_id: string;
  readonly epoch: number;
  readonly tillNumber: number;
  #seq = 0;
  #hash = genesisHash;

  constructor(device_id: string, epoch: number, tillNumber: number) {
    this.device_id = device_id;
    this.epoch = epoch;
    this.tillNumber = tillNumber;
  }

  get nextSeq(): number {
    return this.#seq + 1;
  }

  seal<K extends EntryKind>(kind: K, body: BodyOf<K>, other: Partial<Envelope> = {}): Envelope {
    const unsealed = {
      device_id: this.device_id,
      epoch: this.epoch,
      seq: this.nextSeq,
      prev_hash: this.#hash,
      kind,
      body,
      store_id: storeId,
      user_id: cashier,
      at: new Date(startMs + this.#seq * 60_000).toISOString(),
      uptime_ms: this.#seq * 60_000,
      ...other,
    };
    const entry = { ...unsealed, hash: hashEntry(unsealed), signature: '' };
    this.#seq = entry.seq;
    this.#hash = entry.hash;
    return deepFreeze(entry);
  }
}

export interface TakenBlock {
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly ChangedDocument[];
}

/**
 * A stream in memory, as strict as the databases are forgiving: a document that is made twice, one that does not
 * satisfy its schema, and one that posting writes to in place all throw.
 */
export class Stream {
  readonly documents = new Map<string, AnyDocument>();
  readonly journal: { readonly entry: Envelope; readonly outcome: Outcome }[] = [];
  readonly id: string;
  position = 0;

  constructor(id: string = storeId) {
    this.id = id;
  }

  /** Takes the entries in as one block. */
  take(entries: readonly Envelope[], received_at: string | null = receivedAt): TakenBlock {
    const keys = keySet(entries.flatMap(keysOf));
    const loaded = new Map(
      [...keys].flatMap((key) => {
        const document = this.documents.get(key);
        return document ? [[key, document] as const] : [];
      }),
    );
    const workspace = new Workspace(loaded, keys, { stream: this.id, rev: this.position + 1 });
    const outcomes = entries.map((entry) =>
      post(entry, { stream: this.id, received_at, address: null }, workspace),
    );
    const changes = workspace.changes();
    for (const { collection, created, value } of changes) {
      const key = keyText({ collection, id: value._id });
      if (created && this.documents.has(key)) throw new Error(`${key} was made twice`);
      const fault = documentFault(collection, value);
      if (fault) throw new Error(`${fault}: ${JSON.stringify(value)}`);
      this.documents.set(key, deepFreeze(value));
    }
    this.position += 1;
    for (const [n, entry] of entries.entries()) {
      this.journal.push({ entry, outcome: must(outcomes[n], 'outcome') });
    }
    return { outcomes, changes };
  }

  /** Takes one entry in and says what became of it. */
  add(entry: Envelope): Outcome {
    return must(this.take([entry]).outcomes[0], 'outcome');
  }

  get<C extends CollectionName>(collection: C, id: string): DocumentOf<C> {
    return must(this.find(collection, id), `${collection}/${id}`);
  }

  find<C extends CollectionName>(collection: C, id: string): DocumentOf<C> | null {
    return (this.documents.get(keyText({ collection, id })) as DocumentOf<C> | undefined) ?? null;
  }

  all<C extends CollectionName>(collection: C): readonly DocumentOf<C>[] {
    return [...this.documents]
      .filter(([key]) => key.startsWith(`${collection}/`))
      .map(([, document]) => document as DocumentOf<C>);
  }

  /** Everything but the position that each document was last changed at. */
  withoutRev(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.documents]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { rev: _rev, ...document }]) => [key, document]),
    );
  }
}

export interface LotteryTerms {
  readonly id: string;
  readonly price: number;
  readonly tax_rate_bp: number;
  readonly stock: 'none' | 'count' | 'range';
  readonly draws: readonly string[];
}

export const drawGame: LotteryTerms = {
  id: idOf('a', 1),
  price: 200,
  tax_rate_bp: 825,
  stock: 'none',
  draws: ['2026-11-25T01:00:00.000Z', '2026-11-28T01:00:00.000Z'],
};
export const scratch: LotteryTerms = {
  id: idOf('a', 2),
  price: 500,
  tax_rate_bp: 0,
  stock: 'count',
  draws: [],
};
export const otherScratch: LotteryTerms = { ...scratch, id: idOf('a', 4), price: 101, tax_rate_bp: 1_000 };
export const raffle: LotteryTerms = {
  id: idOf('a', 3),
  price: 1_000,
  tax_rate_bp: 700,
  stock: 'range',
  draws: ['2026-12-24T17:00:00.000Z'],
};
export const lotteries = [drawGame, scratch, raffle, otherScratch] as const;

export const batchOf = (lottery: LotteryTerms, n = 1): string => batchId(storeId, lottery.id, `B-${n}`);

/** A store with its server and tills, each entry of which is sealed when it is asked for. */
export class World {
  readonly stream = new Stream();
  readonly server = new Journal(pseudoDevice('server', storeId), 1, 0);
  readonly hq = new Journal(pseudoDevice('hq', storeId), 1, 0);
  #tillNumbers = 0;

  /** Enrols a till, or (with `of`) opens the next epoch of one. */
  till(device: string, of: Journal | null = null): Journal {
    const { entry, till } = this.enrolment(device, of);
    this.stream.add(entry);
    return till;
  }

  enrolment(device: string, of: Journal | null): { readonly entry: Envelope; readonly till: Journal } {
    this.#tillNumbers += 1;
    const till = new Journal(device, (of?.epoch ?? 0) + 1, this.#tillNumbers);
    const epoch = {
      device_id: device,
      epoch: till.epoch,
      till_number: till.tillNumber,
      store_code: storeCode,
      public_key: 'k'.repeat(43),
      token_hash: 'e'.repeat(64),
      pos_version: '0.1.0',
    };
    const entry = of
      ? this.server.seal('epoch.opened', { ...epoch, reason: 'journal_lost' })
      : this.server.seal('device.enrolled', { ...epoch, name: `Till ${till.tillNumber}` });
    return { entry, till };
  }
}

export const openShift = (till: Journal, opening_float = 10_000): Envelope =>
  till.seal('shift.opened', { opening_float, pos_version: '0.1.0' });

export const moveCash = (
  till: Journal,
  shift_id: string,
  movement: BodyOf<'shift.cash_moved'>['movement'],
  amount: number,
): Envelope =>
  till.seal('shift.cash_moved', {
    ...{ shift_id, movement, amount, reason: 'for change' },
    ...{ authorized_by: null, pos_version: '0.1.0' },
  });

export const noSale = (till: Journal, shift_id: string): Envelope =>
  till.seal('shift.no_sale', { shift_id, reason: '', authorized_by: null, pos_version: '0.1.0' });

export const handOver = (
  till: Journal,
  shift_id: string,
  counted_cash: number,
  z_number: string,
  next_user_id: string,
): Envelope =>
  till.seal('shift.handed_over', {
    ...{ shift_id, counted_cash, counts: [], method: 'count' as const, z_number, next_user_id },
    pos_version: '0.1.0',
  });

export function closeShift(
  till: Journal,
  shift_id: string,
  counted_cash: number,
  z_number: string,
): Envelope {
  return till.seal('shift.closed', {
    shift_id,
    counted_cash,
    counts: [],
    method: 'count',
    z_number,
    pos_version: '0.1.0',
  });
}

export function receiveBatch(
  maker: Journal,
  lottery: LotteryTerms,
  quantity: number,
  other: Partial<BodyOf<'stock.received'>> = {},
): Envelope {
  return maker.seal('stock.received', {
    batch_id: batchOf(lottery),
    lottery_id: lottery.id,
    batch_number: 'B-1',
    quantity,
    number_range: lottery.stock === 'range' ? { from: 1, to: quantity } : null,
    reorder_threshold: 0,
    shared: true,
    other_batch_ids: [],
    pos_version: '0.1.0',
    ...other,
  });
}

export interface LineWish {
  readonly lottery: LotteryTerms;
  readonly draw?: number;
  readonly boards?: number;
  readonly batch_id?: string | null;
  readonly serial?: number | null;
  readonly other?: Partial<TicketLine>;
}

export function lineOf(till: Journal, n: number, wish: LineWish): TicketLine {
  const { lottery, boards = 1 } = wish;
  const price = lottery.price * boards;
  const tax = taxOf(price, lottery.tax_rate_bp, 'half_up');
  const draw_date = lottery.draws[(wish.draw ?? 0) % Math.max(1, lottery.draws.length)] ?? null;
  const before = (minutes: number) =>
    draw_date && new Date(Date.parse(draw_date) - minutes * 60_000).toISOString();
  return {
    kind: 'ticket',
    ticket_number: ticketNumber({ storeCode, tillNumber: till.tillNumber, seq: till.nextSeq, line: n }),
    security_code_hash: 'f'.repeat(64),
    slip_number: null,
    lottery_id: lottery.id,
    draw_date,
    cutoff_at: before(60),
    close_at: before(45),
    selection: {
      boards:
        lottery.stock === 'none'
          ? Array.from({ length: boards }, () => ({ numbers: [[1, 2, 3, 4, 5, 6]], quick_pick: true }))
          : [],
      serial: wish.serial ?? null,
    },
    price,
    tax_rate_bp: lottery.tax_rate_bp,
    tax,
    total: price + tax,
    batch_id:
      wish.batch_id === undefined ? (lottery.stock === 'none' ? null : batchOf(lottery)) : wish.batch_id,
    terms_from: '2026-01-01T00:00:00.000Z',
    ...wish.other,
  };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** A currency without cents in cash. */
export const coins = { currency: 'CAD', currency_exponent: 2, denominations: null, cash_rounding_step: null };

/** As cash is paid in it. */
export function cashPaid(total: number): SaleCompleted['payment'] {
  const cash_rounding = must(cashRounding(total, 'cash', coins), 'rounding');
  return {
    method: 'cash',
    tendered: total + cash_rounding.amount + 300,
    change: 300,
    reference: null,
    cash_rounding,
  };
}

export function saleBody(
  till: Journal,
  shift_id: string,
  wishes: readonly LineWish[],
  other: Partial<SaleCompleted> = {},
): SaleCompleted {
  const lines = wishes.map((wish, n) => lineOf(till, n, wish));
  const total = sum(lines.map((line) => line.total));
  return {
    transaction_id: `${till.tillNumber}-${till.nextSeq}`,
    shift_id,
    business_day: '2026-11-22',
    hour: 9,
    clock: 'bounded',
    payment: { method: 'cash', tendered: total + 300, change: 300, reference: null },
    rounding: 'half_up',
    lines,
    totals: { price: sum(lines.map((line) => line.price)), tax: sum(lines.map((line) => line.tax)), total },
    customer: null,
    notify: [manager],
    pos_version: '0.1.0',
    ...other,
  };
}

export const sell = (
  till: Journal,
  shift_id: string,
  wishes: readonly LineWish[],
  other: Partial<SaleCompleted> = {},
): Envelope => till.seal('sale.completed', saleBody(till, shift_id, wishes, other));

export function cancel(
  till: Journal,
  shift_id: string,
  ticket: Ticket,
  other: Partial<TicketCancelled> = {},
): Envelope {
  return till.seal('ticket.cancelled', {
    ticket_id: ticket._id,
    ticket_number: ticket.ticket_number,
    sale_id: ticket.sale_id,
    lottery_id: ticket.lottery_id,
    draw_date: ticket.draw_date,
    ground: 'cancelled',
    reason: 'asked for',
    refund: {
      method: ticket.payment_method,
      price: ticket.price,
      tax: ticket.tax,
      total: ticket.total_amount,
    },
    boards: ticket.selection.boards.length,
    batch_id: ticket.batch_id,
    serial: ticket.selection.serial,
    shift_id,
    business_day: '2026-11-22',
    hour: 10,
    authorized_by: null,
    pos_version: '0.1.0',
    ...other,
  });
}

/** The server's entry: `quantity` of the pool to each till, the lowest numbers of a numbered batch first. */
export function grantTo(
  world: World,
  lottery: LotteryTerms,
  shares: readonly { readonly till: Journal; readonly quantity: number; readonly from?: number }[],
): Envelope {
  return world.server.seal('stock.granted', {
    batch_id: batchOf(lottery),
    lottery_id: lottery.id,
    grants: shares.map(({ till, quantity, from }) => ({
      device_id: till.device_id,
      epoch: till.epoch,
      quantity,
      ranges: from === undefined ? [] : [{ from, to: from + quantity - 1 }],
    })),
  });
}

export function closeDraw(world: World, lottery: LotteryTerms, draw = 0): Envelope {
  const draw_date = must(lottery.draws[draw], 'draw');
  return world.server.seal('draw.closed', {
    lottery_id: lottery.id,
    draw_date,
    cutoff_at: draw_date,
    close_at: draw_date,
  });
}

/** The one document of a collection that an entry made or changed. */
export function onlyOf<C extends CollectionName>(taken: TakenBlock, collection: C): DocumentOf<C> {
  const found = taken.changes.filter((change) => change.collection === collection);
  if (found.length !== 1) throw new Error(`${found.length} changed in ${collection}`);
  return found[0]?.value as DocumentOf<C>;
}

export const headOf = (stream: Stream, till: Journal): DocumentOf<'heads'> =>
  stream.get('heads', headKey(till.device_id, till.epoch).id);

export const exceptionCodes = (stream: Stream): readonly string[] =>
  stream.all('exceptions').map((exception) => exception.code);
