import type { Context } from './values.ts';

/** What keeps a shift or its drawer from being opened, counted or handed over. */
export interface ShiftRefusals {
  'cash.no_reason': null;
  'shift.closed': null | Context<'already'>;
  'shift.count': null;
  'shift.none': null;
  'shift.open': null;
  'shift.same_user': null;
}
