import type { Envelope } from '../../shared/journal/entry.ts';
import type { BodyOf } from '../../shared/journal/kinds.ts';
import type { Journal } from './journal.ts';

export const openShift = (till: Journal, opening_float = 10_000): Envelope =>
  till.make('shift.opened', { opening_float });

export const moveCash = (
  till: Journal,
  shift_id: string,
  movement: BodyOf<'shift.cash_moved'>['movement'],
  amount: number,
): Envelope => till.make('shift.cash_moved', { shift_id, movement, amount });

export const noSale = (till: Journal, shift_id: string): Envelope => till.make('shift.no_sale', { shift_id });

export const handOver = (
  till: Journal,
  shift_id: string,
  counted_cash: number,
  z_number: string,
  next_user_id: string,
): Envelope => till.make('shift.handed_over', { shift_id, counted_cash, z_number, next_user_id });

export const closeShift = (
  till: Journal,
  shift_id: string,
  counted_cash: number,
  z_number: string,
): Envelope => till.make('shift.closed', { shift_id, counted_cash, z_number });
