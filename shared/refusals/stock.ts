import type { Context } from './values.ts';

/** What keeps stock from being received, moved or sold. */
export interface StockRefusals {
  'stock.batch_exists': { readonly batch: string };
  'stock.batch_number': null;
  'stock.batch_unknown': null;
  'stock.first_number': null | (Context<'missing'> & { readonly game: string });
  'stock.not_granted': { readonly available: number } | (Context<'release'> & { readonly available: number });
  'stock.not_kept': { readonly game: string };
  'stock.not_next': { readonly serial: string; readonly next: string };
  'stock.number_not_own': null;
  'stock.quantity': null | Context<'release'>;
  'stock.range_wrong': null;
  'stock.serial_sold': { readonly serial: string };
  'stock.serial_twice': { readonly serial: string };
  'stock.serial_unknown': { readonly batch: string; readonly serial: string; readonly size: number };
  /** `count` are left at this till: the rest is at other tills, in the store's pool, or nowhere. */
  'stock.short':
    | (Context<'elsewhere'> & { readonly count: number; readonly game: string; readonly places: Places })
    | (Context<'pool'> & { readonly count: number; readonly game: string; readonly pool: number })
    | (Context<'none'> & { readonly count: number; readonly game: string });
}

type Places = readonly { readonly name: string; readonly count: number }[];
