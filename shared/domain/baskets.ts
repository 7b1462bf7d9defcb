import { ok, type Refusal, type Result, refuse } from '../result.ts';
import type { Lottery } from '../schema/lotteries.ts';
import { type Rounding, sumMinor, taxOf } from './money.ts';

/** One ticket, in minor units: `price` before tax, `total` with it (MNY1). */
export interface LinePrice {
  readonly price: number;
  readonly tax: number;
  readonly total: number;
}

/** The price of one ticket with so many boards (1 where the lottery has none). */
export function priceLine(
  line: Pick<Lottery, 'ticket_price' | 'sales_tax_bp'> & {
    readonly boards: number;
    readonly rounding: Rounding;
  },
): LinePrice {
  if (!Number.isInteger(line.boards) || line.boards < 1)
    throw new Error(`no price for ${line.boards} boards`);
  const price = sumMinor([line.ticket_price * line.boards]);
  const tax = taxOf(price, line.sales_tax_bp, line.rounding);
  return { price, tax, total: sumMinor([price, tax]) };
}

/** What goes back of `tenderedMinor` for a total: tendered − change = total (MNY1). */
export function checkTender(
  totalMinor: number,
  tenderedMinor: number,
): Result<{ readonly changeMinor: number }, Refusal<'payment.too_little' | 'payment.invalid'>> {
  const changeMinor = tenderedMinor - totalMinor;
  if (!Number.isSafeInteger(tenderedMinor) || tenderedMinor < 0 || !Number.isSafeInteger(changeMinor)) {
    return refuse('payment.invalid');
  }
  if (changeMinor < 0) {
    return refuse('payment.too_little');
  }
  return ok({ changeMinor });
}
