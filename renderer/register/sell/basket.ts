import type { LotteryId } from '../../../shared/schema/scalars.ts';
import type { Board } from '../../../shared/schema/tickets.ts';
import type { BasketLine, Offer, PrintedSerial } from '../../till/api.ts';
import type { HeldBasket } from '../../till/commands/held-baskets.ts';

/**
 * What one key press put into the basket. Of a draw game each ticket has boards of its own, so a row of three is
 * three quick picks; of raffles and instant games only the quantity counts.
 */
export interface BasketRow {
  readonly id: number;
  readonly lotteryId: LotteryId;
  readonly tickets: readonly (readonly Board[])[];
  readonly draws: readonly string[];
  readonly quantity: number;
  /** Of a scratch ticket that was scanned: a row of its own. */
  readonly printed?: PrintedSerial | null;
}

/** What the customer wants so far. */
export interface Basket {
  readonly rows: readonly BasketRow[];
  readonly nextRowId: number;
  /** Null for the last one. */
  readonly selectedRowId: number | null;
  /** A draw of the basket closed and the next one was offered: Enter moves the basket there. */
  readonly moveOnOffered: boolean;
}

export const emptyBasket = (): Basket => ({
  rows: [],
  nextRowId: 1,
  selectedRowId: null,
  moveOnOffered: false,
});

/** Rows that were put aside, as they lie in a basket again. */
export function laidBack(kept: HeldBasket['rows']): Basket {
  const rows = kept.map((row, index): BasketRow => ({ ...row, printed: row.printed ?? null, id: index + 1 }));
  return {
    rows,
    nextRowId: rows.length + 1,
    selectedRowId: rows.at(-1)?.id ?? null,
    moveOnOffered: false,
  };
}

export type PickBoard = (lotteryId: LotteryId) => Board;

/** A row as a number key makes it: quick picks in the next draw. */
export function newRow(id: number, offer: Offer, quantity: number, pick: PickBoard): BasketRow {
  const { _id: lotteryId, kind } = offer.lottery;
  return {
    id,
    lotteryId,
    tickets: kind === 'draw' ? Array.from({ length: quantity }, () => [pick(lotteryId)]) : [],
    draws: offer.slots.slice(0, 1).map(({ draw_date }) => draw_date),
    quantity,
  };
}

/** More tickets of a draw game are quick picks, unless the numbers were chosen: then the same again. */
export function withQuantity(row: BasketRow, quantity: number, pick: PickBoard): BasketRow {
  if (row.tickets.length === 0) return { ...row, quantity };
  const lastTicket = row.tickets.at(-1) ?? [];
  const another = (): readonly Board[] =>
    lastTicket.map((board) => (board.quick_pick ? pick(row.lotteryId) : board));
  const tickets = Array.from({ length: quantity }, (_, index) => row.tickets[index] ?? another());
  return { ...row, tickets, quantity };
}

export const withDraws = (row: BasketRow, offer: Offer, count: number): BasketRow => ({
  ...row,
  draws: offer.slots.slice(0, count).map(({ draw_date }) => draw_date),
});

/** Every ticket of the row plays the chosen boards; quick picks beside them are each ticket's own. */
export const withBoards = (row: BasketRow, boards: readonly Board[], pick: PickBoard): BasketRow => ({
  ...row,
  tickets: Array.from({ length: row.quantity }, (_, index) =>
    index === 0 ? boards : boards.map((board) => (board.quick_pick ? pick(row.lotteryId) : board)),
  ),
});

export const isQuickPicks = ({ tickets }: BasketRow): boolean =>
  tickets.length > 0 && tickets.every((boards) => boards.every(({ quick_pick }) => quick_pick));

export function toLines(row: BasketRow): readonly BasketLine[] {
  const line = { lottery_id: row.lotteryId, draw_dates: row.draws };
  return row.tickets.length === 0
    ? [{ ...line, boards: [], quantity: row.quantity, printed: row.printed ?? null }]
    : row.tickets.map((boards) => ({ ...line, boards, quantity: 1 }));
}

export const basketLines = (rows: readonly BasketRow[]): readonly BasketLine[] => rows.flatMap(toLines);

/** Rows with a draw that is no longer on offer. */
export const hasClosedDraw = (row: BasketRow, offer: Offer | undefined): boolean =>
  row.draws.some((draw) => !offer?.slots.some(({ draw_date }) => draw_date === draw));

/** Rows that another draw of their game can still be sold for. */
export const canMoveOn = (row: BasketRow, offer: Offer | undefined): boolean =>
  hasClosedDraw(row, offer) && (offer?.slots.length ?? 0) > 0;

/** The same number of draws, from the next one still open. */
export function inOpenDraws(rows: readonly BasketRow[], offers: readonly Offer[]): readonly BasketRow[] {
  return rows.map((row) => {
    const offer = offers.find(({ lottery }) => lottery._id === row.lotteryId);
    return offer && canMoveOn(row, offer) ? withDraws(row, offer, row.draws.length) : row;
  });
}

export const rowOffer = (offers: readonly Offer[], row: BasketRow | undefined): Offer | undefined =>
  row && offers.find(({ lottery }) => lottery._id === row.lotteryId);
