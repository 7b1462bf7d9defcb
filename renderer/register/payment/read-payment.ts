import { checkTender } from '../../../shared/domain/baskets.ts';
import { nextNotes, parseMoney } from '../../../shared/domain/money.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { ChainSettings } from '../../../shared/schema/chain-settings.ts';
import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import type { Payment } from '../../till/api.ts';

/** More than this nobody hands over for the total: it was a slip of the finger, or a code. */
export const mostCash = (total: number, { currency_exponent }: TypedPayment['settings']): number =>
  total + 10 * (nextNotes(total, currency_exponent).at(-1) ?? 0);

interface TypedPayment {
  readonly method: PaymentMethod;
  /** As typed; empty for the exact amount. */
  readonly given: string;
  readonly reference: string;
  /** What is to pay by this method, minor units: in cash the rounded total. */
  readonly total: number;
  readonly settings: Pick<ChainSettings, 'currency_exponent' | 'locale'>;
}

/** What was typed as a payment that covers the total. Refuses with `payment.*` or `money.invalid`. */
export function readPayment({ method, given, reference, total, settings }: TypedPayment): Result<Payment> {
  if (method !== 'cash') {
    const text = reference.trim();
    if (text === '') return refuse('payment.reference_missing');
    return ok({ method, tendered: total, reference: text });
  }
  const amount = given.trim() === '' ? ok(total) : parseMoney(given, settings);
  if (!amount.ok) return amount;
  if (amount.value > mostCash(total, settings)) return refuse('payment.implausible');
  const tender = checkTender(total, amount.value);
  return tender.ok ? ok({ method, tendered: amount.value, reference: null }) : tender;
}
