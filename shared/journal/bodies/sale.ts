import { type Static, Type } from 'typebox';
import { hasSlip } from '../../domain/bearer-slip.ts';
import {
  AmountMinor,
  type BatchId,
  Count,
  Id,
  Instant,
  LocalDate,
  type LotteryId,
  Nullable,
  OneOf,
  PaymentMethod,
  RateBp,
  type SaleId,
  Sha256,
  type ShiftId,
  Strict,
  Text,
  type TicketId,
  type UserId,
} from '../../schema/scalars.ts';
import { ClockMark, CustomerInfo, Selection } from '../../schema/tickets.ts';
import { declareKind } from '../declare.ts';
import { CashRounding } from './cash-rounding.ts';

export const maxTicketsPerSale = 500;
/** Of a card terminal’s slip. */
export const maxReference = 60;

/** A ticket: one entry in one draw, with the price, tax and prize terms it was sold under. */
export const TicketLine = Strict({
  kind: Type.Literal('ticket'),
  ticket_number: Text(32, 8),
  security_code_hash: Sha256,
  /** Shared by the tickets of a slip for several draws. */
  slip_number: Nullable(Text(32)),
  lottery_id: Id<LotteryId>(),
  draw_date: Nullable(Instant),
  cutoff_at: Nullable(Instant),
  close_at: Nullable(Instant),
  selection: Selection,
  price: AmountMinor,
  tax_rate_bp: RateBp,
  tax: AmountMinor,
  total: AmountMinor,
  /** The batch whose allotment it is taken from, where the lottery keeps stock. */
  batch_id: Nullable(Id<BatchId>()),
  /** The lottery's terms it was sold under. */
  terms_from: Instant,
});
export type TicketLine = Static<typeof TicketLine>;

export const SaleCompleted = Strict({
  transaction_id: Text(40, 1),
  shift_id: Id<ShiftId>(),
  business_day: LocalDate,
  /** Local hour of the clock, 0–23. */
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  clock: ClockMark,
  payment: Strict({
    method: PaymentMethod,
    tendered: AmountMinor,
    /** tendered − change = total + what cash was rounded by (MNY1). */
    change: AmountMinor,
    cash_rounding: Type.Optional(CashRounding),
    /** Of the card terminal or the wallet. */
    reference: Nullable(Text(maxReference)),
  }),
  /** The name of the rounding rule (MNY2). */
  rounding: OneOf('half_up', 'half_even', 'down'),
  lines: Type.Array(TicketLine, { minItems: 1, maxItems: maxTicketsPerSale }),
  totals: Strict({ price: AmountMinor, tax: AmountMinor, total: AmountMinor }),
  customer: Nullable(CustomerInfo),
  /** Managers to notify when stock falls low. */
  notify: Type.Array(Id<UserId>(), { maxItems: 50 }),
  pos_version: Text(40),
});
export type SaleCompleted = Static<typeof SaleCompleted>;

export const TicketCancelled = Strict({
  ticket_id: Id<TicketId>(),
  ticket_number: Text(32, 8),
  /** The positive sale that the cancellation takes back. */
  sale_id: Id<SaleId>(),
  lottery_id: Id<LotteryId>(),
  draw_date: Nullable(Instant),
  /**
   * `cancelled`: within the lottery's rules (TKT4); `late`: it came after its draw's close (DRW2); `misprint`: its slip
   * did not come out (TKT5).
   */
  ground: OneOf('cancelled', 'late', 'misprint'),
  reason: Text(200, 1),
  /** The original tender, and what is given back of it. */
  refund: Strict({
    method: PaymentMethod,
    price: AmountMinor,
    tax: AmountMinor,
    total: AmountMinor,
    cash_rounding: Type.Optional(CashRounding),
  }),
  boards: Count,
  batch_id: Nullable(Id<BatchId>()),
  serial: Nullable(Count),
  shift_id: Id<ShiftId>(),
  business_day: LocalDate,
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  /** Who lent the right, where the cashier lacked it. */
  authorized_by: Nullable(Id<UserId>()),
  pos_version: Text(40),
});
export type TicketCancelled = Static<typeof TicketCancelled>;

export const TicketPrintedAgain = Strict({
  ticket_id: Id<TicketId>(),
  ticket_number: Text(32, 8),
  reason: Text(200),
  pos_version: Text(40),
});
export type TicketPrintedAgain = Static<typeof TicketPrintedAgain>;

/** Of a ticket whose printing was not confirmed: printed as the original now, or its slip was there after all (TKT5). */
export const TicketPrinted = Strict({
  ticket_id: Id<TicketId>(),
  ticket_number: Text(32, 8),
  how: OneOf('original', 'found'),
  pos_version: Text(40),
});
export type TicketPrinted = Static<typeof TicketPrinted>;

export const saleKinds = {
  'sale.completed': declareKind(SaleCompleted, {
    by: 'till',
    whenStopped: 'refused',
    amount: ({ totals }) => ({ minor: totals.total }),
    slips: ({ lines }) => ({
      change: 'come',
      ticketNumbers: lines.filter(hasSlip).map((line) => line.ticket_number),
    }),
    sold: ({ lines }) => lines,
    boundsClock: ({ clock }) => clock === 'bounded',
  }),
  'ticket.cancelled': declareKind(TicketCancelled, {
    by: 'till',
    whenStopped: 'refused',
    amount: ({ refund }) => ({ minor: -refund.total }),
    slips: ({ ticket_number }) => ({ change: 'leave', ticketNumbers: [ticket_number] }),
    sold: null,
    boundsClock: null,
  }),
  'ticket.printed_again': declareKind(TicketPrintedAgain, {
    by: 'till',
    whenStopped: 'made',
    amount: null,
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'ticket.printed': declareKind(TicketPrinted, {
    by: 'till',
    whenStopped: 'made',
    amount: null,
    // An original that is printed again is in doubt until it is there.
    slips: ({ ticket_number, how }) => ({
      change: 'leave',
      ticketNumbers: how === 'found' ? [ticket_number] : [],
    }),
    sold: null,
    boundsClock: null,
  }),
};
