/** How a preview begins: read from the address of its page. */
export interface Scene {
  readonly phase:
    | 'starting'
    | 'other_window'
    | 'not_enrolled'
    | 'journal_lost'
    | 'loading'
    | 'failed'
    | 'ready';
  readonly offline: boolean;
  readonly signedIn: boolean;
  readonly shiftOpen: boolean;
  readonly warnings: boolean;
  readonly games: number;
  /** What the till takes for now. */
  readonly now: string | null;
  readonly saleMs: number;
  /** A sale is being saved until this comes true. */
  readonly saleSaved?: () => Promise<void>;
  readonly refuseSale: boolean;
  /** How reading from the disk goes. */
  readonly reads?: 'quick' | 'never' | 'failed';
  /** A cashier without a manager's rights is signed in. */
  readonly isStaff?: boolean;
  /** Nobody has set a PIN here. */
  readonly withoutPins?: boolean;
  /** Started again without the server. */
  readonly timeUnsure?: boolean;
  /** Head office has stopped this till. */
  readonly stopped?: 'locked' | 'revoked' | null;
  /** A shift was closed here before. */
  readonly closedBefore?: boolean;
}
