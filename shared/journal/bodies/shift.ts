import { type Static, Type } from 'typebox';
import { AmountMinor, Count, Id, OneOf, type ShiftId, Strict, Text } from '../../schema/scalars.ts';

/** The shift's id is the id of this entry with index 0. */
export const ShiftOpened = Strict({
  opening_float: AmountMinor,
  pos_version: Text(40),
});
export type ShiftOpened = Static<typeof ShiftOpened>;

export const ShiftClosed = Strict({
  shift_id: Id<ShiftId>(),
  counted_cash: AmountMinor,
  /** Of the count: denomination in minor units and pieces; empty where only the sum was counted. */
  counts: Type.Array(Strict({ denomination: AmountMinor, pieces: Count }), { maxItems: 40 }),
  /** `count`: counted by hand; the difference is computed by posting. */
  method: OneOf('count'),
  /** As printed on the Z report; posting counts the same number from the head. */
  z_number: Text(20, 1),
  pos_version: Text(40),
});
export type ShiftClosed = Static<typeof ShiftClosed>;

export const shiftBodies = {
  'shift.opened': ShiftOpened,
  'shift.closed': ShiftClosed,
};
