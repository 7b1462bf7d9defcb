import type { Context } from './values.ts';

/** What keeps a till from selling or from taking the payment. */
export interface SellingRefusals {
  'basket.empty': null;
  'basket.quantity': null;
  'basket.too_many': { readonly max: number };
  'basket.too_much': null;
  'draw.closed': null | Context<'cancel'>;
  'draw.cutoff_passed': null | Context<'cancel' | 'misprint'>;
  'draw.none': { readonly game: string } | (Context<'chosen'> & { readonly game: string });
  'entry.too_large': null;
  'held.too_many': { readonly max: number };
  'held.unknown': null;
  'lottery.inactive': { readonly game: string };
  'lottery.unknown': null;
  'money.invalid':
    | null
    | Context<'digits' | 'negative' | 'no_decimals' | 'nothing' | 'too_large'>
    | (Context<'decimals'> & { readonly max: number });
  'numbers.none': { readonly game: string };
  'numbers.out_of_range':
    | { readonly number: string; readonly from: number; readonly to: number }
    | (Context<'word'> & { readonly word: string });
  'numbers.repeated': { readonly number: number };
  'numbers.too_many_boards': { readonly game: string; readonly max: number };
  'numbers.wrong_count': {
    readonly pools: readonly { readonly pick: number; readonly from: number; readonly to: number }[];
  };
  'offline.not_allowed': null;
  'offline.too_long': { readonly hours: number };
  'offline.too_many_tickets': { readonly count: number };
  'offline.too_much': null;
  'offline.too_near_cutoff': { readonly minutes: number };
  'payment.card_amount': null;
  'payment.implausible': null;
  'payment.invalid': null;
  'payment.no_cash': null;
  'payment.reference': { readonly max: number };
  'payment.reference_missing': null;
  'payment.too_large': null;
  'payment.too_little': null;
  'payment.wallet': null;
  'scan.ambiguous': { readonly batches: string };
  'scan.not_received': { readonly game: string; readonly batch: string };
  'scan.serial_digits': { readonly batch: string; readonly digits: number };
  'store.suspended': null;
}
