import { createStore, type StoreApi } from 'zustand';
import type { Refusal } from '../../shared/result.ts';
import type { PaymentMethod } from '../../shared/schema/scalars.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import type { Say } from '../texts/create-texts.ts';
import { refusalText } from '../texts/refusal-text.ts';
import type { CompletedSale } from '../till/api.ts';
import { nothingTyped, type Typing } from './keys/typed-numbers.ts';
import type { BasketRow } from './sell/basket.ts';

export type ScreenName =
  | 'sell'
  | 'ticket'
  | 'stock'
  | 'shift'
  | 'cash_in'
  | 'cash_out'
  | 'safe_drop'
  | 'no_sale'
  | 'x_report'
  | 'hand_over'
  | 'close_shift'
  | 'last_z'
  | 'unsent'
  | 'pin'
  | 'more'
  | 'printer'
  | 'scanner';

/**
 * What stands in the basket's place. `selling`: the sale is being made durable and no key may start another. `moving`: a
 * basket is on its way to those that are held, or back, and no key may sell it.
 */
export type SellMode =
  | 'basket'
  | 'quantity'
  | 'draws'
  | 'numbers'
  | 'held'
  | 'moving'
  | 'payment'
  | 'selling'
  | 'receipt'
  | 'unprinted';

export interface Notice {
  readonly kind: 'refusal' | 'information';
  readonly text: string;
}

/** What was entered of a payment: it stays while a scan is looked at on another screen. */
export interface Tender {
  /** Null: the one that the store takes by itself. */
  readonly method: PaymentMethod | null;
  /** As typed; empty for the exact amount. */
  readonly given: string;
  readonly reference: string;
}

export const noTender: Tender = { method: null, given: '', reference: '' };

export type Way = 'sum' | 'pieces';

/** What was entered of a count of the drawer. */
export interface EnteredCount {
  readonly way: Way;
  readonly sum: string;
  /** By denomination, as typed. */
  readonly pieces: ReadonlyMap<number, string>;
  /** The denomination that is being counted; null for the first. */
  readonly at: number | null;
}

export const nothingCounted: EnteredCount = { way: 'sum', sum: '', pieces: new Map(), at: null };

/** What lives no longer than the window: nothing here is the truth about a sale. */
export interface RegisterState {
  readonly screen: ScreenName;
  readonly notice: Notice | null;
  readonly rows: readonly BasketRow[];
  readonly nextRowId: number;
  readonly selectedRowId: number | null;
  readonly typing: Typing;
  /** The rows that the numbers typed last in one go made; `*` takes them back. */
  readonly lastTypedRowIds: readonly number[];
  /** A draw of the basket closed and the next one was offered: Enter moves the basket there. */
  readonly moveOnOffered: boolean;
  readonly mode: SellMode;
  readonly tender: Tender;
  readonly lastSale: CompletedSale | null;
  /** Slips of this sale, which were only shown, went to paper. */
  readonly onPaper: CompletedSale | null;
  /** When the receipt appeared (event time), so that a bouncing Enter does not take it away. */
  readonly receiptAtMs: number;
  /** Typed or scanned for the ticket screen; `again` makes the same code twice two look-ups. */
  readonly wantedTicket: { readonly code: string; readonly again: number } | null;
  /** Where a ticket was scanned: Esc goes back there. */
  readonly scannedOn: ScreenName;
  /** Scanned from a parcel: to be received. `again` makes the same parcel twice two scans. */
  readonly wantedBatch: {
    /** Null: of the game that is chosen on the form. */
    readonly lotteryId: string | null;
    readonly batchNumber: string;
    readonly again: number;
  } | null;
  /** What a crash left unprinted was shown since the start; from then on F6 shows it. */
  readonly unprintedShown: boolean;
  /** The form that receives a batch is on the screen. */
  readonly receiving: boolean;
  /** Of the drawer, until its shift is closed or another user comes. */
  readonly count: EnteredCount;
  /** The Z report on the screen, until it is put away. */
  readonly closedShift: Shift | null;
  /** The register as it was right after the till's last answer. */
  readonly answered: RegisterState | null;
}

export const createRegisterState = (): StoreApi<RegisterState> =>
  createStore(() => ({
    screen: 'sell',
    notice: null,
    rows: [],
    nextRowId: 1,
    selectedRowId: null,
    typing: nothingTyped,
    lastTypedRowIds: [],
    moveOnOffered: false,
    mode: 'basket',
    tender: noTender,
    lastSale: null,
    onPaper: null,
    receiptAtMs: 0,
    wantedTicket: null,
    scannedOn: 'sell',
    wantedBatch: null,
    unprintedShown: false,
    receiving: false,
    count: nothingCounted,
    closedShift: null,
    answered: null,
  }));

/** Nothing else may be done with the basket until it is written. */
export const isSaving = ({ mode }: Pick<RegisterState, 'mode'>): boolean =>
  mode === 'selling' || mode === 'moving';

/** What the till has done is on the screen from here on: no scan that began before takes it back. */
export function showAnswer(store: StoreApi<RegisterState>, change: Partial<RegisterState>): void {
  const answered = { ...store.getState(), ...change, answered: null };
  store.setState({ ...answered, answered });
}

export const refusalNotice = (say: Say, refusal: Refusal): Notice => ({
  kind: 'refusal',
  text: refusalText(say, refusal),
});

export function showScreen(store: StoreApi<RegisterState>, screen: ScreenName): void {
  store.setState({ screen, notice: null, typing: nothingTyped, wantedTicket: null, scannedOn: 'sell' });
}

export function lookUpTicket(store: StoreApi<RegisterState>, code: string): void {
  store.setState(({ wantedTicket, screen, scannedOn }) => ({
    screen: 'ticket',
    scannedOn: screen === 'ticket' ? scannedOn : screen,
    notice: null,
    typing: nothingTyped,
    wantedTicket: { code, again: (wantedTicket?.again ?? 0) + 1 },
  }));
}
