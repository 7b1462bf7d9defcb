import type { TillKind } from '../../../shared/journal/kinds.ts';
import { cancel } from './cancel.ts';
import type { Doing } from './doing.ts';
import { moveCash } from './move-cash.ts';
import { printAgain } from './print-again.ts';
import { receive } from './receive.ts';
import { release } from './release.ts';
import { sellFromStock } from './sell-from-stock.ts';
import { sellNumbers } from './sell-numbers.ts';
import { sellScanned } from './sell-scanned.ts';
import { shifts } from './shifts.ts';
import { signInAgain } from './sign-in.ts';
import { unprinted } from './unprinted.ts';

/** By which of a cashier's doings each kind of entry is made here; the compiler asks for a new one. */
const madeBy: { readonly [K in TillKind]: readonly [Doing, ...Doing[]] } = {
  'ticket.cancelled': [cancel],
  'shift.cash_moved': [moveCash],
  'shift.no_sale': [moveCash],
  'shift.handed_over': [moveCash],
  'ticket.printed_again': [printAgain],
  'stock.received': [receive],
  'stock.released': [release],
  'sale.completed': [sellFromStock, sellNumbers, sellScanned],
  'shift.opened': [shifts],
  'shift.closed': [shifts],
  'user.signed_in': [signInAgain],
  'ticket.printed': [unprinted],
};

/** In this order: a seed's world follows from it. */
export const doings: readonly Doing[] = [...new Set(Object.values(madeBy).flat())];
