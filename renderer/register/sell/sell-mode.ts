import type { PaymentMethod } from '../../../shared/schema/scalars.ts';
import type { CompletedSale } from '../../till/api.ts';
import { nothingTyped, type Typing } from '../keys/typed-numbers.ts';
import type { Basket } from './basket.ts';

/** The basket itself: here alone numbers are typed. */
export interface Filling {
  readonly is: 'basket';
  readonly basket: Basket;
  readonly typing: Typing;
  /** The rows that the numbers typed last in one go made; `*` takes them back. */
  readonly lastTypedRowIds: readonly number[];
}

export const filling = (basket: Basket): Filling => ({
  is: 'basket',
  basket,
  typing: nothingTyped,
  lastTypedRowIds: [],
});

/** What can be opened in the basket's place; the basket waits behind it. */
export type Panel = 'quantity' | 'draws' | 'numbers' | 'held' | 'unprinted';

/** What was entered of a payment: it stays while a scan is looked at on another screen. */
export interface Tender {
  /** Null: the one that the store takes by itself. */
  readonly method: PaymentMethod | null;
  /** As typed; empty for the exact amount. */
  readonly given: string;
  readonly reference: string;
}

export const noTender: Tender = { method: null, given: '', reference: '' };

/** `selling`: the sale is being made durable and no key may start another; refused, it is paid again as it was. */
export interface Paying {
  readonly is: 'payment' | 'selling';
  readonly basket: Basket;
  readonly tender: Tender;
}

/** What is sold is in no basket any more. */
export interface Receipt {
  readonly is: 'receipt';
  readonly sale: CompletedSale;
  /** Slips of this sale, which were only shown, went to paper. */
  readonly onPaper: boolean;
  /** When it appeared (event time), so that a bouncing Enter does not take it away. */
  readonly shownAtMs: number;
}

/** What stands in the basket's place, with what belongs to it and goes with it. */
export type SellMode =
  | Filling
  | { readonly is: Panel; readonly basket: Basket }
  /** A basket is on its way to those that are held, or back, and no key may sell it; refused, it is where it was. */
  | { readonly is: 'moving'; readonly basket: Basket; readonly from: 'basket' | 'held' }
  | Paying
  | Receipt;
