import type { CashMoved } from '../journal/bodies/shift.ts';
import type { Shift } from '../schema/shifts.ts';
import type { RunningTotals } from './running-totals.ts';

/** What must be in the drawer by the book (SFT1). */
const cashOf = (shift: Shift): readonly number[] => [
  shift.opening_float,
  shift.cash_sales,
  shift.cash_rounding,
  shift.cash_top_ups,
  shift.cash_in,
  -shift.cash_out,
  -shift.cash_refunds,
  -shift.cash_payouts,
];

const keyOf = (shift: Shift) => ({ collection: 'shifts', id: shift._id }) as const;

/** The shift with these fields changed and `expected_cash` kept in step. */
function changeShift(running: RunningTotals, shift: Shift, change: Partial<Shift>): Shift {
  const changed = { ...shift, ...change };
  return { ...changed, expected_cash: running.sum(keyOf(shift), shift.expected_cash, cashOf(changed)) };
}

const salesField = { cash: 'cash_sales', card: 'card_sales', wallet: 'wallet_sales' } as const;
const refundsField = { cash: 'cash_refunds', card: 'card_refunds', wallet: 'wallet_refunds' } as const;

export function addSale(
  running: RunningTotals,
  shift: Shift,
  {
    method,
    total,
    rounded,
    tickets,
  }: {
    readonly method: keyof typeof salesField;
    readonly total: number;
    /** Handed over beside the total. */
    readonly rounded: number;
    readonly tickets: number;
  },
): Shift {
  const field = salesField[method];
  return changeShift(running, shift, {
    [field]: running.add(keyOf(shift), shift[field], total),
    cash_rounding: running.add(keyOf(shift), shift.cash_rounding, rounded),
    tickets_sold: shift.tickets_sold + tickets,
  });
}

export function addRefund(
  running: RunningTotals,
  shift: Shift,
  {
    method,
    total,
    rounded,
    isMisprint,
  }: {
    readonly method: keyof typeof refundsField;
    readonly total: number;
    /** Given back beside the total. */
    readonly rounded: number;
    readonly isMisprint: boolean;
  },
): Shift {
  const field = refundsField[method];
  return changeShift(running, shift, {
    [field]: running.add(keyOf(shift), shift[field], total),
    cash_rounding: running.add(keyOf(shift), shift.cash_rounding, -rounded),
    tickets_cancelled: shift.tickets_cancelled + 1,
    misprints: shift.misprints + (isMisprint ? 1 : 0),
  });
}

const movedFields = {
  in: ['cash_in'],
  out: ['cash_out'],
  safe_drop: ['cash_out', 'safe_drops'],
} as const satisfies Record<CashMoved['movement'], readonly (keyof Shift)[]>;

export function moveCash(
  running: RunningTotals,
  shift: Shift,
  { movement, amount }: Pick<CashMoved, 'movement' | 'amount'>,
): Shift {
  const changed = movedFields[movement].map(
    (field) => [field, running.add(keyOf(shift), shift[field], amount)] as const,
  );
  return changeShift(running, shift, Object.fromEntries(changed));
}

export type ShiftFault = 'shift.unknown' | 'shift.already_closed' | 'shift.not_of_this_till';

/** Why a till's entry cannot belong to this shift, or null: a drawer's shift is used and closed at its own till. */
export function shiftFault(shift: Shift | null, deviceId: string): ShiftFault | null {
  if (!shift) return 'shift.unknown';
  if (shift.status !== 'open') return 'shift.already_closed';
  return shift.device_id === deviceId ? null : 'shift.not_of_this_till';
}

export const shiftFaultText: Record<ShiftFault, string> = {
  'shift.unknown': 'is not known',
  'shift.already_closed': 'was closed before',
  'shift.not_of_this_till': 'is another till’s',
};
