import type { CashRounding } from '../journal/bodies/cash-rounding.ts';
import type { ChainSettings } from '../schema/chain-settings.ts';
import type { PaymentMethod } from '../schema/scalars.ts';
import { type CashRule, cashRoundingOf } from './currencies.ts';

type CashSettings = Parameters<typeof cashRoundingOf>[0];

/** An amount to the nearest step, never negative; of one half way between two as the rule says. */
export function roundCash(amountMinor: number, step: number, rule: CashRule): number {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || !Number.isSafeInteger(step) || step < 1)
    throw new Error(`no cash of ${amountMinor} in steps of ${step}`);
  const rest = amountMinor % step;
  const up = 2 * rest > step || (2 * rest === step && rule === 'half_up');
  return amountMinor - rest + (up ? step : 0);
}

/**
 * How what is handed over in cash differs from the exact amount, as it stands in an entry (MNY2). Undefined where
 * nothing is rounded: cards and wallets pay exactly, and so does cash of a currency that has all its minor units.
 */
export function cashRounding(
  exactMinor: number,
  method: PaymentMethod,
  settings: CashSettings,
): CashRounding | undefined {
  const { step, rule } = cashRoundingOf(settings);
  if (method !== 'cash' || step === 1) return undefined;
  return { rule, step, amount: roundCash(exactMinor, step, rule) - exactMinor };
}

/** What changes hands for an exact amount. */
export const payableOf = (
  exactMinor: number,
  method: PaymentMethod,
  settings: Pick<ChainSettings, keyof CashSettings>,
): number => exactMinor + (cashRounding(exactMinor, method, settings)?.amount ?? 0);

/** Whether an entry's rounding is what its own rule and step make of the exact amount, and only of cash. */
export function isRounded(
  exactMinor: number,
  method: PaymentMethod,
  rounding: CashRounding | undefined,
): boolean {
  if (!rounding) return true;
  const { step, rule, amount } = rounding;
  return method === 'cash' && roundCash(exactMinor, step, rule) - exactMinor === amount;
}
