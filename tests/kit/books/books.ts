import { objectIdOfEntry } from '../../../shared/domain/ids.ts';
import { chainStream, type Envelope } from '../../../shared/journal/entry.ts';
import type { EntryKind, EntryOf } from '../../../shared/journal/kinds.ts';
import { dayTotalsId, stockLevelId, storeDrawId } from '../../../shared/posting/keys.ts';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import type { Block } from '../../../sync-server/store/port.ts';

export interface CountedDay {
  sales: number;
  salesCount: number;
  reversals: number;
  reversalsCount: number;
  tax: number;
  rounded: number;
  /** By hour, as `count/amount` of sales and of reversals. */
  readonly hours: { sales: number; salesCount: number; reversals: number; reversalsCount: number }[];
}

export interface CountedShift {
  readonly deviceId: string;
  readonly float: number;
  readonly taken: Record<PaymentMethod, number>;
  readonly refunded: Record<PaymentMethod, number>;
  /** Put in less taken out. */
  moved: number;
  /** Gained by rounding cash, less what was lost by it. */
  rounded: number;
  sold: number;
  cancelled: number;
  misprints: number;
  counted: number | null;
  /** Counted less expected, as it was then. */
  difference: number | null;
}

export interface CountedLevel {
  onHand: number;
  threshold: number;
  flag: boolean;
}

export interface CountedDraw {
  closed: boolean;
  tickets: number;
  amount: number;
  late: number;
}

interface CountedTicket {
  readonly late: boolean;
  readonly drawId: string | null;
  readonly batchId: string | null;
  readonly total: number;
  cancelled: boolean;
}

const byMethod = (): Record<PaymentMethod, number> => ({ cash: 0, card: 0, wallet: 0 });

/**
 * What the posted entries of a store come to, counted a second time by the plainest means, entry by entry as they come.
 * Nothing of posting is used here but the ids of its documents.
 */
export class Books {
  readonly days = new Map<string, CountedDay>();
  readonly shifts = new Map<string, CountedShift>();
  readonly levels = new Map<string, CountedLevel>();
  readonly draws = new Map<string, CountedDraw>();
  readonly tickets = new Map<string, CountedTicket>();
  /** Low-stock notices that each user should have had. */
  readonly notices = new Map<string, number>();
  readonly zNumbers = new Set<string>();
  /** Money of entries whose shift the stream does not know, and how many those are. */
  readonly strays = { count: 0, net: byMethod() };
  /** Of all entries, by what they are. */
  readonly counts = { cancellations: 0, cancelledTwice: 0, zRepeated: 0 };
  readonly #batches = new Map<string, string>();
  readonly #storeId: string;
  #read = 0;

  constructor(storeId: string) {
    this.#storeId = storeId;
  }

  /** Takes in what was appended since. */
  read(blocks: readonly Block[]): void {
    for (; this.#read < blocks.length; this.#read++) {
      for (const { entry, outcome } of blocks[this.#read]?.entries ?? []) {
        if (outcome === 'posted' && entry.store_id !== chainStream) this.#take(entry);
      }
    }
  }

  #take(entry: Envelope): void {
    const is = <K extends EntryKind>(kind: K): EntryOf<K> | null =>
      entry.kind === kind ? (entry as unknown as EntryOf<K>) : null;
    const sale = is('sale.completed');
    if (sale) this.#sell(sale);
    const cancelled = is('ticket.cancelled');
    if (cancelled) this.#cancel(cancelled);
    const received = is('stock.received');
    if (received) this.#receive(received);
    const closed = is('draw.closed');
    if (closed)
      this.#draw(storeDrawId(this.#storeId, closed.body.lottery_id, closed.body.draw_date)).closed = true;
    const opened = is('shift.opened');
    if (opened) this.#begins(opened, opened.body.opening_float);
    const counted = is('shift.closed') ?? is('shift.handed_over');
    if (counted) this.#counts(counted);
    const handed = is('shift.handed_over');
    if (handed) this.#begins(handed, handed.body.counted_cash);
    const moved = is('shift.cash_moved');
    const shift = moved && this.shifts.get(moved.body.shift_id);
    if (moved && shift) shift.moved += moved.body.movement === 'in' ? moved.body.amount : -moved.body.amount;
  }

  #sell({ body, device_id, user_id }: EntryOf<'sale.completed'>): void {
    const { method } = body.payment;
    for (const line of body.lines) {
      const day = this.#day({
        ...body,
        device_id,
        user_id: String(user_id),
        method,
        lottery_id: line.lottery_id,
      });
      day.sales += line.total;
      day.salesCount += 1;
      day.tax += line.tax;
      const hour = day.hours[body.hour];
      if (hour) {
        hour.sales += line.total;
        hour.salesCount += 1;
      }
      const drawId =
        line.draw_date === null ? null : storeDrawId(this.#storeId, line.lottery_id, line.draw_date);
      const draw = drawId === null ? null : this.#draw(drawId);
      if (draw?.closed) draw.late += 1;
      else if (draw) {
        draw.tickets += 1;
        draw.amount += line.total;
      }
      const batchId =
        line.batch_id !== null && this.#batches.get(line.batch_id) === line.lottery_id ? line.batch_id : null;
      if (batchId) this.#move(line.lottery_id, -1, body.notify);
      const late = draw?.closed ?? false;
      this.tickets.set(line.ticket_number, { late, drawId, batchId, total: line.total, cancelled: false });
    }
    const rounded = body.payment.cash_rounding?.amount ?? 0;
    const first = body.lines[0];
    if (first)
      this.#day({
        ...body,
        device_id,
        user_id: String(user_id),
        method,
        lottery_id: first.lottery_id,
      }).rounded += rounded;
    const total = body.lines.reduce((sum, line) => sum + line.total, 0);
    const shift = this.shifts.get(body.shift_id);
    if (shift) {
      shift.taken[method] += total;
      shift.rounded += rounded;
      shift.sold += body.lines.length;
    } else this.#stray(method, total);
  }

  #cancel({ body, device_id, user_id }: EntryOf<'ticket.cancelled'>): void {
    const { refund, lottery_id } = body;
    const day = this.#day({ ...body, device_id, user_id: String(user_id), method: refund.method });
    day.reversals += refund.total;
    day.reversalsCount += 1;
    day.tax -= refund.tax;
    day.rounded -= refund.cash_rounding?.amount ?? 0;
    const hour = day.hours[body.hour];
    if (hour) {
      hour.reversals += refund.total;
      hour.reversalsCount += 1;
    }
    const shift = this.shifts.get(body.shift_id);
    if (shift) {
      shift.refunded[refund.method] += refund.total;
      shift.rounded -= refund.cash_rounding?.amount ?? 0;
      shift.cancelled += 1;
      if (body.ground === 'misprint') shift.misprints += 1;
    } else this.#stray(refund.method, -refund.total);
    this.counts.cancellations += 1;
    const ticket = this.tickets.get(body.ticket_number);
    if (!ticket) return;
    if (ticket.cancelled) {
      this.counts.cancelledTwice += 1;
      return;
    }
    ticket.cancelled = true;
    const draw = ticket.drawId === null ? null : this.#draw(ticket.drawId);
    if (draw && !draw.closed && !ticket.late) {
      draw.tickets -= 1;
      draw.amount -= ticket.total;
    }
    if (ticket.batchId) this.#move(lottery_id, 1, []);
  }

  #receive({ body }: EntryOf<'stock.received'>): void {
    if (this.#batches.has(body.batch_id)) return;
    this.#batches.set(body.batch_id, body.lottery_id);
    this.#level(body.lottery_id).threshold = body.reorder_threshold;
    this.#move(body.lottery_id, body.quantity, []);
  }

  #begins({ device_id, at, hash }: Pick<Envelope, 'device_id' | 'at' | 'hash'>, float: number): void {
    this.shifts.set(objectIdOfEntry(at, hash, 0), {
      deviceId: device_id,
      float,
      moved: 0,
      rounded: 0,
      sold: 0,
      cancelled: 0,
      misprints: 0,
      counted: null,
      difference: null,
      taken: byMethod(),
      refunded: byMethod(),
    });
  }

  #counts({ body, device_id }: EntryOf<'shift.closed' | 'shift.handed_over'>): void {
    if (this.zNumbers.has(body.z_number)) this.counts.zRepeated += 1;
    this.zNumbers.add(body.z_number);
    const shift = this.shifts.get(body.shift_id);
    if (shift?.deviceId !== device_id || shift.counted !== null) return;
    shift.counted = body.counted_cash;
    shift.difference = body.counted_cash - expectedOf(shift);
  }

  #stray(method: PaymentMethod, amount: number): void {
    this.strays.count += 1;
    this.strays.net[method] += amount;
  }

  #move(lotteryId: string, by: number, notify: readonly string[]): void {
    const level = this.#level(lotteryId);
    const wasLow = level.flag;
    level.onHand += by;
    level.flag = level.onHand <= level.threshold;
    if (!level.flag || wasLow) return;
    for (const user of new Set(notify)) this.notices.set(user, (this.notices.get(user) ?? 0) + 1);
  }

  #level(lotteryId: string): CountedLevel {
    const id = stockLevelId(this.#storeId, lotteryId);
    const level = this.levels.get(id) ?? { onHand: 0, threshold: 0, flag: false };
    this.levels.set(id, level);
    return level;
  }

  #draw(id: string): CountedDraw {
    const draw = this.draws.get(id) ?? { closed: false, tickets: 0, amount: 0, late: 0 };
    this.draws.set(id, draw);
    return draw;
  }

  #day(of: {
    readonly business_day: string;
    readonly lottery_id: string;
    readonly user_id: string;
    readonly device_id: string;
    readonly method: PaymentMethod;
  }): CountedDay {
    const id = dayTotalsId({
      store_id: this.#storeId,
      business_day: of.business_day,
      lottery_id: of.lottery_id,
      user_id: of.user_id,
      device_id: of.device_id,
      payment_method: of.method,
    });
    const day = this.days.get(id) ?? {
      sales: 0,
      salesCount: 0,
      reversals: 0,
      reversalsCount: 0,
      tax: 0,
      rounded: 0,
      hours: Array.from({ length: 24 }, () => ({ sales: 0, salesCount: 0, reversals: 0, reversalsCount: 0 })),
    };
    this.days.set(id, day);
    return day;
  }
}

/** SFT1, as far as there are kinds of it. */
export const expectedOf = ({ float, taken, refunded, moved, rounded }: CountedShift): number =>
  float + taken.cash + moved + rounded - refunded.cash;
