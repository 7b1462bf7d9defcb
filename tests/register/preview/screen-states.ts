import type { ScreenName } from '../../../renderer/register/register-state.ts';
import type { TillPhase } from '../../../renderer/till/api.ts';

/** A state that a screen can be in, and how the preview comes to it. */
export type ScreenState = readonly [
  state: string,
  /** The query of the preview's address (main.tsx). */
  scene: string,
  /** Pressed one after another from there. */
  keys: string,
  /** What stands on the screen then. */
  says: string | RegExp,
  /** The key of the action bar that leads on or out. */
  out?: string,
];

type Screen =
  | Exclude<TillPhase['phase'], 'ready'>
  | ScreenName
  | 'sign_in'
  | 'open_shift'
  | 'lock'
  | 'unprinted'
  | 'training'
  | 'stopped';

/** Every screen of the register: `npm run screens` has them as links, `tests/e2e/screen-states.spec.ts` looks at each. */
export const screenStates: Readonly<Record<Screen, readonly ScreenState[]>> = {
  starting: [['loading', 'phase=starting', '', 'Opening the journal']],
  loading_documents: [['loading', 'phase=loading', '', '1,234 records so far']],
  failed: [['error', 'phase=failed', '', 'The till cannot start']],
  other_window: [['as it is', 'phase=other_window', '', 'The till is open in another window']],
  not_enrolled: [['as it is', 'phase=not_enrolled', '', 'Enrol this till']],
  journal_lost: [['as it is', 'phase=journal_lost', '', 'This till’s journal is missing']],

  sign_in: [
    ['online', 'signed_out', '', 'Sign in', 'Sign in'],
    ['offline', 'signed_out&offline', '', /^The till is offline\. Whoever has signed in/, 'Sign in'],
  ],
  open_shift: [['as it is', 'no_shift', '', 'Open the shift', 'More']],
  lock: [
    ['by PIN', '', 'F1', 'Locked'],
    ['nobody has a PIN', 'no_pins', 'F1', 'Locked'],
  ],

  sell: [
    ['basket, empty', '', '', 'Press a game’s number, or touch its tile.', 'Numbers'],
    ['basket', '', '1 2', '2 tickets', 'Pay'],
    ['games, twenty', 'games=20', '', 'Press a game’s number, or touch its tile.', 'Numbers'],
    ['games, none', 'games=0', '', /^No games are on sale at this store\. Head office assigns them/, 'More'],
    ['offline', 'offline', '', /^This game is sold online only\. Connect the till/, 'Pay'],
    ['warnings', 'warnings', '', 'Press a game’s number, or touch its tile.', 'Numbers'],
    ['quantity', '', '1 F2', /^Quantity of /],
    ['draws', '', '1 F3', /^Draws of /],
    ['numbers', '', '1 F4', /^Numbers for /],
    ['held baskets, none', '', 'F5', /^No basket is held\. F5 puts/, 'Back'],
    ['held baskets', '', '1 F5 Enter F5', 'Held baskets', 'Back'],
    ['payment', '', '1 Enter', 'To pay', 'Back to basket'],
    ['saving the sale', 'sale_ms=600000', '1 Enter Enter', 'Saving the sale…'],
    ['sale refused', 'refuse_sale', '1 Enter Enter', /^Not saved: the disk of this till is full\./],
    ['slips', '', '1 Enter Enter', 'Issued', 'Next sale'],
  ],
  unprinted: [
    ['one ticket', 'slips=page', '1 Enter Enter F6', '1 ticket is not confirmed as printed', 'Later'],
  ],

  ticket: [
    ['loading', 'reads_never', 'F8', 'Looking for the newest tickets…', 'Back'],
    ['none', '', 'F8', 'No tickets yet. They appear here once sold.', 'Back'],
    ['not read', 'reads_failed', 'F8', /^The tickets could not be read\. Try again/, 'Back'],
    ['just sold', '', '1 Enter Enter Escape F8 Enter', 'Ticket', 'Back'],
  ],
  stock: [
    ['batches', '', 'F10 1', 'Stock on hand', 'Receive batch'],
    ['none', 'games=0', 'F10 1', /^No batches yet\. Press F2/, 'Receive batch'],
    ['receive a batch', '', 'F10 1 F2', 'Receive a batch', 'Back'],
  ],
  shift: [['open', '', 'F9', 'Shift', 'Back']],
  cash_in: [['as it is', '', 'F9 1', 'Cash in', 'Back']],
  cash_out: [['as it is', '', 'F9 2', 'Cash out', 'Back']],
  safe_drop: [['as it is', '', 'F9 3', 'Safe drop', 'Back']],
  no_sale: [
    ['with the right', '', 'F9 4', 'No sale', 'Back'],
    ['a manager lends the right', 'staff', 'F9 4 Enter', 'A manager’s PIN lends the right once', 'Back'],
    ['no manager has a PIN', 'staff&no_pins', 'F9 4 Enter', /^No manager has set a PIN at this till/, 'Back'],
  ],
  x_report: [['as it is', '', 'F9 5', 'X report', 'Back']],
  hand_over: [['as it is', '', 'F9 6', 'Hand the shift over', 'Back']],
  close_shift: [
    ['by sum', '', 'F9 7', 'Close the shift', 'Back'],
    ['by denomination', '', 'F9 7 F2', 'Close the shift', 'Back'],
    ['asked once more', '', 'F9 7 9 0 Enter', /^Close with .*\?$/, 'Back'],
    ['a basket is held', '', '1 F5 Enter F9 7', /^These baskets are held\./, 'Back'],
  ],
  last_z: [
    ['none', 'no_shift', 'F9', 'No shift has been closed at this till yet.', 'Back'],
    ['a Z report', 'closed_before', 'F9 8', /^Z report \d/, 'Done'],
  ],
  unsent: [
    ['loading', 'reads_never', 'F10 2', 'Reading the journal…', 'Back'],
    ['none', '', 'F10 2', 'Everything has been sent. Nothing is waiting.', 'Back'],
    ['not read', 'reads_failed', 'F10 2', /^The journal could not be read\./, 'Back'],
    ['offline', 'offline', 'F10 2', /^While the server is away, each game/, 'Send now'],
  ],
  more: [['as it is', '', 'F10', 'More', 'Back']],
  pin: [['as it is', '', 'F10 5', 'Your PIN at this till', 'Back']],
  printer: [['as it is', '', 'F10 4', 'Printer', 'Back']],
  scanner: [['as it is', '', 'F10 4 F3', 'Scanner', 'Back']],
  training: [['begun', '', 'F10 6 Enter', 'Nothing counts: no sale, no stock, no drawer.']],
  stopped: [
    ['locked', 'locked', '', /^Head office has locked it: .* Ask your manager/, 'Shift'],
    ['out of service', 'revoked', '', /^Head office has taken it out .* ask your administrator/, 'Shift'],
  ],
};
