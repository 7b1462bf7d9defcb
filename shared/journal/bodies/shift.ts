import { type Static, Type } from 'typebox';
import { maxDenominations } from '../../schema/chain-settings.ts';
import {
  AmountMinor,
  Count,
  Id,
  maxAmountMinor,
  Nullable,
  OneOf,
  type ShiftId,
  Strict,
  Text,
  type UserId,
} from '../../schema/scalars.ts';
import { declareKind } from '../declare.ts';

/** The shift's id is the id of this entry with index 0. */
export const ShiftOpened = Strict({
  opening_float: AmountMinor,
  pos_version: Text(40),
});
export type ShiftOpened = Static<typeof ShiftOpened>;

const countOfDrawer = {
  shift_id: Id<ShiftId>(),
  counted_cash: AmountMinor,
  /** Of the count: denomination in minor units and pieces; empty where only the sum was counted. */
  counts: Type.Array(Strict({ denomination: AmountMinor, pieces: Count }), { maxItems: maxDenominations }),
  /** `count`: counted by hand; the difference is computed by posting. */
  method: OneOf('count'),
  /** As printed on the Z report; posting counts the same number from the head. */
  z_number: Text(20, 1),
  pos_version: Text(40),
};

export const ShiftClosed = Strict(countOfDrawer);
export type ShiftClosed = Static<typeof ShiftClosed>;

/**
 * One fact, so that no crash comes between its halves: the shift is counted and closed, and the next cashier's begins
 * with what was counted. The new shift's id is the id of this entry with index 0.
 */
export const ShiftHandedOver = Strict({ ...countOfDrawer, next_user_id: Id<UserId>() });
export type ShiftHandedOver = Static<typeof ShiftHandedOver>;

/** Money between the drawer and its other side: the store's cash (`in`, `out`) or the safe (`safe_drop`). */
export const CashMoved = Strict({
  shift_id: Id<ShiftId>(),
  movement: OneOf('in', 'out', 'safe_drop'),
  amount: Type.Integer({ minimum: 1, maximum: maxAmountMinor }),
  /** Asked for where the money leaves the till's books: `in` and `out`. */
  reason: Text(200),
  /** Who lent the right, where the cashier lacked it. */
  authorized_by: Nullable(Id<UserId>()),
  pos_version: Text(40),
});
export type CashMoved = Static<typeof CashMoved>;

/** The drawer was opened without a sale. */
export const NoSale = Strict({
  shift_id: Id<ShiftId>(),
  reason: Text(200),
  authorized_by: Nullable(Id<UserId>()),
  pos_version: Text(40),
});
export type NoSale = Static<typeof NoSale>;

export const shiftKinds = {
  'shift.opened': declareKind(ShiftOpened, {
    by: 'till',
    whenStopped: 'made',
    amount: ({ opening_float }) => ({ minor: opening_float }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'shift.closed': declareKind(ShiftClosed, {
    by: 'till',
    whenStopped: 'made',
    amount: ({ counted_cash }) => ({ minor: counted_cash }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'shift.handed_over': declareKind(ShiftHandedOver, {
    by: 'till',
    whenStopped: 'made',
    amount: ({ counted_cash }) => ({ minor: counted_cash }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'shift.cash_moved': declareKind(CashMoved, {
    by: 'till',
    whenStopped: 'made',
    amount: ({ movement, amount }) => ({ minor: movement === 'in' ? amount : -amount }),
    slips: null,
    sold: null,
    boundsClock: null,
  }),
  'shift.no_sale': declareKind(NoSale, {
    by: 'till',
    whenStopped: 'made',
    amount: null,
    slips: null,
    sold: null,
    boundsClock: null,
  }),
};
