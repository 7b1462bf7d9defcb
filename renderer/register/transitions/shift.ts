import type { Shift } from '../../../shared/schema/shifts.ts';
import { type EnteredCount, nothingCounted, type Transition } from '../register-state.ts';

/** Something more was entered of a count of the drawer. */
export const enterCount =
  (change: Partial<EnteredCount>): Transition =>
  (state) => ({ ...state, count: { ...state.count, ...change } });

export const forgetCount: Transition = (state) => ({ ...state, count: nothingCounted });

/** What the one before did and counted is no business of who comes next. */
export const forgetPerson: Transition = (state) => ({ ...state, count: nothingCounted, lastSale: null });

/** A shift was closed: its Z report covers the screen. */
export const showZReport =
  (closedShift: Shift): Transition =>
  (state) => ({ ...forgetPerson(state), closedShift });

export const putZReportAway: Transition = (state) => ({ ...state, closedShift: null });
