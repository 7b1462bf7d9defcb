import type { Refusal } from '../../shared/result.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import type { Say } from '../texts/create-texts.ts';
import { refusalText } from '../texts/refusal-text.ts';
import type { CompletedSale } from '../till/api.ts';
import { nothingTyped, type Typing } from './keys/typed-numbers.ts';
import { type Basket, type BasketRow, emptyBasket } from './sell/basket.ts';
import { filling, type SellMode } from './sell/sell-mode.ts';

/** What was typed or scanned for the ticket screen. The same code once more is another one to look up. */
export interface WantedTicket {
  readonly code: string;
}

/** What was scanned from a parcel, to be received. */
export interface WantedBatch {
  /** Null: of the game that is chosen on the form. */
  readonly lotteryId: string | null;
  readonly batchNumber: string;
}

/** The screen, with what belongs to it and goes with it. */
export type ScreenState =
  | {
      readonly is:
        | 'sell'
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
    }
  | {
      readonly is: 'ticket';
      readonly wanted: WantedTicket | null;
      /** Where the ticket was scanned: Esc goes back there. */
      readonly from: ScreenName;
    }
  | { readonly is: 'stock'; readonly doing: 'reading' | 'releasing' }
  | { readonly is: 'stock'; readonly doing: 'receiving'; readonly wanted: WantedBatch | null };

export type ScreenName = ScreenState['is'];

/** As a screen is when a key leads to it. */
export function openedScreen(name: ScreenName): ScreenState {
  switch (name) {
    case 'ticket':
      return { is: 'ticket', wanted: null, from: 'sell' };
    case 'stock':
      return { is: 'stock', doing: 'reading' };
    default:
      return { is: name };
  }
}

export interface Notice {
  readonly kind: 'refusal' | 'information';
  readonly text: string;
}

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
  readonly screen: ScreenState;
  readonly notice: Notice | null;
  readonly mode: SellMode;
  /** Beside an empty basket it is still said what the last customer got back. */
  readonly lastSale: CompletedSale | null;
  /** What a crash left unprinted was shown since the start; from then on F6 shows it. */
  readonly unprintedShown: boolean;
  /** Of the drawer, until its shift is closed or another user comes. */
  readonly count: EnteredCount;
  /** The Z report on the screen, until it is put away. */
  readonly closedShift: Shift | null;
  /** The register as it was right after the till's last answer. */
  readonly answered: RegisterState | null;
}

/** A rule of how the register goes from one state to another. */
export type Transition = (state: RegisterState) => RegisterState;

export const firstState: RegisterState = {
  screen: openedScreen('sell'),
  notice: null,
  mode: filling(emptyBasket()),
  lastSale: null,
  unprintedShown: false,
  count: nothingCounted,
  closedShift: null,
  answered: null,
};

/** Nothing else may be done with the basket until it is written. */
export const isSaving = ({ mode }: Pick<RegisterState, 'mode'>): boolean =>
  mode.is === 'selling' || mode.is === 'moving';

const sold = emptyBasket();

export const basketOf = ({ mode }: Pick<RegisterState, 'mode'>): Basket =>
  mode.is === 'receipt' ? sold : mode.basket;

export const rowsOf = (state: Pick<RegisterState, 'mode'>): readonly BasketRow[] => basketOf(state).rows;

export const typingOf = ({ mode }: Pick<RegisterState, 'mode'>): Typing =>
  mode.is === 'basket' ? mode.typing : nothingTyped;

export const refusalNotice = (say: Say, refusal: Refusal): Notice => ({
  kind: 'refusal',
  text: refusalText(say, refusal),
});

export const isReceiving = ({ screen }: RegisterState): boolean =>
  screen.is === 'stock' && screen.doing === 'receiving';
