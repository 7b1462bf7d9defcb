import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTender, priceLine } from '../../shared/domain/baskets.ts';
import { type Rounding, sumMinor, taxOf } from '../../shared/domain/money.ts';
import { holds } from './laws.ts';

const rounding = fc.constantFrom<Rounding>('half_up', 'half_even', 'down');
const anyLine = fc.record({
  ticket_price: fc.integer({ min: 0, max: 1_000_000 }),
  boards: fc.integer({ min: 1, max: 20 }),
  sales_tax_bp: fc.integer({ min: 0, max: 10_000 }),
  rounding,
});

describe('a line', () => {
  test.each([
    [200, 1, 0, { price: 200, tax: 0, total: 200 }],
    [200, 3, 825, { price: 600, tax: 50, total: 650 }],
    [350, 1, 700, { price: 350, tax: 25, total: 375 }],
  ])('[MNY1] of %i a board, %i boards, %i bp tax', (ticket_price, boards, sales_tax_bp, price) => {
    expect(priceLine({ ticket_price, boards, sales_tax_bp, rounding: 'half_up' })).toEqual(price);
  });

  test('[MNY1] costs its boards plus tax, and [MNY2] is rounded once, not per board', () => {
    holds(
      fc.property(anyLine, (line) => {
        const { price, tax, total } = priceLine(line);
        expect(price).toBe(line.ticket_price * line.boards);
        expect(tax).toBe(taxOf(price, line.sales_tax_bp, line.rounding));
        expect(total).toBe(price + tax);
      }),
    );
  });

  test('[MNY1] without boards or beyond the safe integers has no price', () => {
    const line = { ticket_price: 200, sales_tax_bp: 0, rounding: 'half_up' as const };
    for (const boards of [0, -1, 1.5]) expect(() => priceLine({ ...line, boards })).toThrow();
    expect(() => priceLine({ ...line, ticket_price: Number.MAX_SAFE_INTEGER, boards: 2 })).toThrow();
  });
});

describe('a basket', () => {
  test('[MNY1] a total is the sum of its lines plus tax, in whatever order', () => {
    holds(
      fc.property(fc.array(anyLine, { maxLength: 50 }), (lines) => {
        const prices = lines.map(priceLine);
        const total = sumMinor(prices.map((line) => line.total));
        expect(total).toBe(
          sumMinor(prices.map((line) => line.price)) + sumMinor(prices.map((line) => line.tax)),
        );
      }),
    );
  });

  test.each([
    [700, 700, 0],
    [700, 1_000, 300],
    [0, 0, 0],
    [-500, 0, 500],
  ])('[MNY1] of %i, paid with %i, gives %i change', (total, tendered, changeMinor) => {
    expect(checkTender(total, tendered)).toEqual({ ok: true, value: { changeMinor } });
  });

  test.each([
    [700, 699, 'payment.too_little'],
    [700, 0, 'payment.too_little'],
    [700, -1, 'payment.invalid'],
    [700, 700.5, 'payment.invalid'],
    [700, Number.NaN, 'payment.invalid'],
    [700, 2 ** 53, 'payment.invalid'],
  ])('[MNY1] of %i cannot be paid with %d: %s', (total, tendered, code) => {
    expect(checkTender(total, tendered)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('[MNY1] tendered − change = total', () => {
    holds(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (total, tendered) => {
        const result = checkTender(total, tendered);
        expect(result.ok).toBe(tendered >= total);
        if (result.ok) expect(tendered - result.value.changeMinor).toBe(total);
      }),
    );
  });
});
