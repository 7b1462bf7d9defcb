import type { Shift } from '../schema/shifts.ts';

/** What must be in the drawer by the book (SFT1). */
const expectedCash = (shift: Omit<Shift, 'expected_cash'>): number =>
  shift.opening_float +
  shift.cash_sales +
  shift.cash_top_ups +
  shift.cash_in -
  shift.cash_out -
  shift.cash_refunds -
  shift.cash_payouts;

/** The shift with these fields changed and `expected_cash` kept in step. */
export function changeShift(shift: Shift, change: Partial<Shift>): Shift {
  const changed = { ...shift, ...change };
  return { ...changed, expected_cash: expectedCash(changed) };
}

const salesField = { cash: 'cash_sales', card: 'card_sales', wallet: 'wallet_sales' } as const;
const refundsField = { cash: 'cash_refunds', card: 'card_refunds', wallet: 'wallet_refunds' } as const;

export function addSale(shift: Shift, method: keyof typeof salesField, total: number, tickets: number): Shift {
  const field = salesField[method];
  return changeShift(shift, { [field]: shift[field] + total, tickets_sold: shift.tickets_sold + tickets });
}

export function addRefund(shift: Shift, method: keyof typeof refundsField, total: number): Shift {
  const field = refundsField[method];
  return changeShift(shift, { [field]: shift[field] + total, tickets_cancelled: shift.tickets_cancelled + 1 });
}
