import { type LinePrice, priceLine } from '../../../shared/domain/baskets.ts';
import { payableOf } from '../../../shared/domain/cash-rounding.ts';
import type { DrawSlot } from '../../../shared/domain/draws.ts';
import { upcomingDraws } from '../../../shared/domain/draws.ts';
import { sumMinor } from '../../../shared/domain/money.ts';
import { checkBoard } from '../../../shared/domain/numbers.ts';
import { checkCutoff, checkOfflinePolicy } from '../../../shared/domain/offline-policy.ts';
import { maxTicketsPerSale } from '../../../shared/journal/bodies/sale.ts';
import { must, ok, type Result, refuse } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Board } from '../../../shared/schema/tickets.ts';
import type { BasketLine, PricedBasket, PrintedSerial } from '../api.ts';
import { type Desk, requireLottery, settingsOf, storeOf } from './desk.ts';
import { checkPrinted, notNext, serialTwice } from './printed-serials.ts';
import { shortStock, takeFrom } from './shares.ts';

/** A ticket to be sold, all but its number. */
export interface PlannedTicket extends LinePrice {
  readonly lottery: Lottery;
  readonly slot: DrawSlot | null;
  readonly boards: readonly Board[];
  readonly serial: number | null;
  readonly batch_id: string | null;
  /** As it was scanned. */
  readonly printed: PrintedSerial | null;
  /** Tickets with the same number share a slip: one line's several draws. */
  readonly slip: number | null;
}

/** What a basket costs. A line of a game that this till does not know costs nothing; `planBasket` refuses it. */
export function priceBasket(desk: Pick<Desk, 'view'>, lines: readonly BasketLine[]): PricedBasket {
  const settings = settingsOf(desk);
  const { rounding } = settings;
  const priced = lines.map((line) => {
    const lottery = desk.view.held('lotteries', line.lottery_id);
    const tickets = ticketsOf(line);
    if (!lottery) return { tickets, price: 0, tax: 0, total: 0 };
    const one = priceLine({ ...lottery, boards: Math.max(1, line.boards.length), rounding });
    return { tickets, price: one.price * tickets, tax: one.tax * tickets, total: one.total * tickets };
  });
  const total = sumMinor(priced.map((line) => line.total));
  return {
    lines: priced,
    tickets: priced.reduce((sum, line) => sum + line.tickets, 0),
    price: sumMinor(priced.map((line) => line.price)),
    tax: sumMinor(priced.map((line) => line.tax)),
    total,
    cash: payableOf(total, 'cash', settings),
  };
}

/** Where nothing is known of prices yet. */
export const noPrice = (lines: readonly BasketLine[]): PricedBasket => ({
  lines: lines.map((line) => ({ tickets: ticketsOf(line), price: 0, tax: 0, total: 0 })),
  tickets: 0,
  price: 0,
  tax: 0,
  total: 0,
  cash: 0,
});

const ticketsOf = (line: BasketLine) => line.quantity * Math.max(1, line.draw_dates.length);

/** The tickets of a basket in order, or why they cannot be sold now (DRW1, DRW4, STK1). */
export function planBasket(desk: Desk, lines: readonly BasketLine[]): Result<readonly PlannedTicket[]> {
  if (lines.length === 0) return refuse('basket.empty');
  if (storeOf(desk).status !== 'active') {
    return refuse('store.suspended');
  }
  const count = lines.reduce((sum, line) => sum + ticketsOf(line), 0);
  if (count > maxTicketsPerSale) {
    return refuse('basket.too_many', { max: maxTicketsPerSale });
  }
  const planned: PlannedTicket[] = [];
  const takers = new Map<string, ReturnType<typeof takeFrom>>();
  for (const [slip, line] of lines.entries()) {
    const checked = checkLine(desk, line);
    if (!checked.ok) return checked;
    const { lottery, slots, boards } = checked.value;
    const money = priceLine({
      ...lottery,
      boards: Math.max(1, boards.length),
      rounding: settingsOf(desk).rounding,
    });
    const take = takers.get(lottery._id) ?? takeFrom(desk, lottery._id);
    takers.set(lottery._id, take);
    const printed = line.printed ?? null;
    if (printed !== null) {
      const exists = checkPrinted(desk.view.held('inventory', printed.batchId), lottery._id, printed);
      if (!exists.ok) return exists;
      const isTwice = planned.some(
        (other) => other.printed?.batchId === printed.batchId && other.printed.serial === printed.serial,
      );
      if (isTwice || line.quantity > 1) return { ok: false, refusal: serialTwice(printed) };
    }
    for (let n = 0; n < line.quantity; n++) {
      for (const slot of slots) {
        const taken =
          lottery.stock_mode === 'none' ? { batch_id: null, serial: null } : take(printed?.batchId);
        if (!taken) return { ok: false, refusal: shortStock(desk, lottery) };
        // Tickets of a pack leave it in order, or its count at the end would not be what it says.
        if (printed !== null && taken.serial !== null && taken.serial !== printed.serial)
          return { ok: false, refusal: notNext(printed, taken.serial) };
        const serial = taken.serial ?? printed?.serial ?? null;
        planned.push({
          ...money,
          lottery,
          slot,
          boards,
          ...taken,
          serial,
          printed,
          slip: slots.length > 1 ? slip * 1000 + n : null,
        });
      }
    }
  }
  const bounded = checkBounds(desk, planned);
  return bounded.ok ? ok(planned) : bounded;
}

interface CheckedLine {
  readonly lottery: Lottery;
  /** One per ticket: null for instant games. */
  readonly slots: readonly (DrawSlot | null)[];
  readonly boards: readonly Board[];
}

function checkLine(desk: Desk, line: BasketLine): Result<CheckedLine> {
  const found = requireLottery(desk, line.lottery_id);
  if (!found.ok) return found;
  const lottery = found.value;
  if (lottery.status !== 'active') {
    return refuse('lottery.inactive', { game: lottery.name });
  }
  if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
    return refuse('basket.quantity');
  }
  const boards = checkBoards(lottery, line.boards);
  if (!boards.ok) return boards;
  if (lottery.kind === 'instant') return ok({ lottery, slots: [null], boards: boards.value });
  if (line.draw_dates.length === 0) {
    return refuse('draw.none', { context: 'chosen', game: lottery.name });
  }
  const { now } = desk.reading();
  const open = upcomingDraws(lottery, now, lottery.max_draws);
  const slots: DrawSlot[] = [];
  for (const date of line.draw_dates) {
    const slot = open.find((candidate) => candidate.draw_date === date);
    if (!slot) return refuse('draw.cutoff_passed');
    const inTime = checkCutoff(slot, now);
    if (!inTime.ok) return inTime;
    slots.push(slot);
  }
  return ok({ lottery, slots, boards: boards.value });
}

function checkBoards(lottery: Lottery, boards: readonly Board[]): Result<readonly Board[]> {
  if (lottery.kind !== 'draw') return ok([]);
  if (boards.length === 0) return refuse('numbers.none', { game: lottery.name });
  if (boards.length > lottery.max_boards) {
    return refuse('numbers.too_many_boards', { game: lottery.name, max: lottery.max_boards });
  }
  const checked: Board[] = [];
  for (const board of boards) {
    const result = checkBoard(lottery.pools, board);
    if (!result.ok) return result;
    checked.push(result.value);
  }
  return ok(checked);
}

/** What bounds the basket as a whole: the chain's ceiling, and each game's offline policy. */
function checkBounds(desk: Desk, planned: readonly PlannedTicket[]): Result<void> {
  const { basket_max_amount } = settingsOf(desk);
  const total = sumMinor(planned.map((ticket) => ticket.total));
  if (basket_max_amount !== null && total > basket_max_amount) {
    return refuse('basket.too_much');
  }
  const { now } = desk.reading();
  for (const [lotteryId, tickets] of Map.groupBy(planned, (ticket) => ticket.lottery._id)) {
    const { lottery } = must(tickets[0], 'ticket of a group');
    const adding = { tickets: tickets.length, amountMinor: sumMinor(tickets.map((ticket) => ticket.total)) };
    for (const slot of new Set(tickets.map((ticket) => ticket.slot))) {
      const allowed = checkOfflinePolicy(
        lottery.offline_policy,
        desk.offlineUse(lotteryId),
        now,
        adding,
        slot,
      );
      if (!allowed.ok) return allowed;
    }
  }
  return ok(undefined);
}
