import type { Observable } from 'rxjs';
import type { DrawSlot } from '../../shared/domain/draws.ts';
import type { Permission } from '../../shared/domain/permissions.ts';
import type { CashRounding } from '../../shared/journal/bodies/cash-rounding.ts';
import type { CashMoved } from '../../shared/journal/bodies/shift.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import type { Refusal, Result } from '../../shared/result.ts';
import type { ChainSettings } from '../../shared/schema/chain-settings.ts';
import type { DayTotals } from '../../shared/schema/day-totals.ts';
import type { Exception } from '../../shared/schema/exceptions.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Lottery } from '../../shared/schema/lotteries.ts';
import type { Notification } from '../../shared/schema/notifications.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { LotteryId, PaymentMethod } from '../../shared/schema/scalars.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import type { StockLevel } from '../../shared/schema/stock-levels.ts';
import type { Store } from '../../shared/schema/stores.ts';
import type { Board, Ticket } from '../../shared/schema/tickets.ts';
import type { User } from '../../shared/schema/users.ts';
import type { HeldBasket } from './commands/held-baskets.ts';

/** What the register's screens may ask of the terminal. Nothing here touches the network but what says so. */

export type TillPhase =
  /** Opening databases; `step` in words. */
  | { readonly phase: 'starting'; readonly step: 'starting' | 'journal' | 'documents' }
  /** Another window of this profile has the register open. */
  | { readonly phase: 'other_window' }
  | { readonly phase: 'not_enrolled' }
  /** The device's papers are here but its journal is gone or behind the server's: a new epoch is needed. */
  | {
      readonly phase: 'journal_lost';
      readonly deviceName: string;
      readonly reason: 'journal_lost' | 'journal_behind' | 'fork';
    }
  /** Enrolled; the first snapshot is loading. */
  | { readonly phase: 'loading_documents'; readonly documents: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly refusal: Refusal };

export interface Session {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly role: User['role'];
    readonly permissions: readonly string[];
  };
  readonly method: 'online' | 'offline' | 'pin';
}

export interface Connection {
  readonly state: 'online' | 'offline';
  /** Server time of the last answer; null before the first. */
  readonly lastContact: string | null;
  readonly unsent: number;
  /** `at` of the oldest unsent entry. */
  readonly oldestUnsentAt: string | null;
  readonly activity: 'idle' | 'sending' | 'pulling' | 'snapshot';
  /** What keeps it from sending (401: sign-in needed, a captive portal, …), in words. */
  readonly problem: Refusal | null;
}

export interface TillState {
  readonly phase: TillPhase;
  /** Also while the till is locked: it waits for the same user, or for the next one. */
  readonly session: Session | null;
  readonly locked: boolean;
  /** Nothing counts: entries live in memory until training ends. */
  readonly training: boolean;
  /** Baskets put aside at this till, lowest number first. */
  readonly held: readonly HeldBasket[];
  readonly connection: Connection;
  readonly clock: { readonly mark: 'bounded' | 'lower_bound'; readonly wallClockWrongByMs: number | null };
  readonly storage: {
    readonly persisted: boolean | null;
    readonly freeBytes: number | null;
    readonly low: boolean;
    /** The disk took no write the last time: nothing can be sold, what is unsent is sent all the same. */
    readonly full: boolean;
  };
  /** What keeps the journal's second copy from being one; null where all is well, or where the host has none. */
  readonly copyProblem: Refusal | null;
  /** Head office has locked this till or taken it out of service: nothing is sold, cancelled or received at it. */
  readonly stopped: Refusal<'device.locked' | 'device.revoked'> | null;
  /** Numbers of the tickets whose printing was not confirmed, oldest first (TKT5). */
  readonly unprinted: readonly string[];
  /** Small documents, own unsent entries posted over them; null until there are any. */
  readonly view: TillView | null;
  /** What the tiles show: every active game, in their order; empty where the till is not ready. */
  readonly offers: readonly Offer[];
}

/** The small documents of the view, whole, in memory. Tickets and sales are looked up. */
export interface TillView {
  readonly settings: ChainSettings;
  readonly store: Store;
  readonly device: PosDevice | null;
  readonly epoch: number;
  readonly tillNumber: number;
  readonly lotteries: readonly Lottery[];
  readonly users: readonly User[];
  readonly devices: readonly PosDevice[];
  readonly inventory: readonly Inventory[];
  readonly stockLevels: readonly StockLevel[];
  /** This drawer's open shift. */
  readonly shift: Shift | null;
  readonly notifications: readonly Notification[];
  readonly exceptions: readonly Exception[];
  /** Of the current and the last business day. */
  readonly dayTotals: readonly DayTotals[];
}

/** What a tile shows: what can be sold of a lottery now. */
export interface Offer {
  readonly lottery: Lottery;
  /** The next draws still open, nearest first; empty for instant games. */
  readonly slots: readonly DrawSlot[];
  /** What this till may still sell of its own grants; null where the lottery keeps no stock. */
  readonly available: number | null;
  /** Next number of this till's own share, for raffles and packs. */
  readonly nextSerial: number | null;
  /** Why it cannot be sold now, with the way out; null where it can. */
  readonly blocked: Refusal | null;
  /** While offline: until when it may be sold, and how many tickets are left under the policy. */
  readonly offlineUntil: string | null;
  readonly offlineTicketsLeft: number | null;
}

/** Of a scratch ticket: what stands on it. */
export interface PrintedSerial {
  readonly batchId: string;
  readonly serial: number;
}

/** One row of the basket. Draw game: one ticket per draw date with these boards. Raffle and instant: `quantity` tickets. */
export interface BasketLine {
  readonly lottery_id: LotteryId;
  readonly boards: readonly Board[];
  /** Draw dates (instants); [] for instant games. */
  readonly draw_dates: readonly string[];
  readonly quantity: number;
  /** Of a ticket that was scanned; its quantity is 1. */
  readonly printed?: PrintedSerial | null;
}

export interface PricedBasket {
  readonly lines: readonly {
    readonly tickets: number;
    readonly price: number;
    readonly tax: number;
    readonly total: number;
  }[];
  readonly tickets: number;
  readonly price: number;
  readonly tax: number;
  readonly total: number;
  /** What the total comes to in cash: rounded to the currency's smallest coin. */
  readonly cash: number;
}

export interface Payment {
  readonly method: PaymentMethod;
  /** Minor units; for cards the total, in cash at least what the total comes to. */
  readonly tendered: number;
  readonly reference: string | null;
}

/** A slip as it is printed: the ticket and the security code that only this till can compute. */
export interface PrintableTicket {
  readonly ticket: Ticket;
  readonly lottery: Lottery;
  readonly securityCode: string;
  /** Of a reprint: which copy it is; null for the original. */
  readonly copy: number | null;
}

export interface CompletedSale {
  readonly transactionId: string;
  readonly tickets: readonly PrintableTicket[];
  readonly price: number;
  readonly tax: number;
  readonly total: number;
  readonly payment: Payment & { readonly change: number; readonly cash_rounding?: CashRounding };
  readonly at: string;
}

export interface FoundTicket {
  readonly ticket: Ticket;
  readonly lottery: Lottery | null;
  /** Sold by this till's current or an earlier epoch. */
  readonly ownTill: boolean;
  /** Whether and how it can be cancelled now. */
  readonly cancellation: { readonly ground: 'cancelled' | 'late' } | { readonly refused: Refusal };
}

/** Who may unlock this till, or take it over, with a PIN. */
export interface PinUser {
  readonly username: string;
  readonly name: string;
  readonly role: User['role'];
}

/** What proves that someone is who they say. */
export interface Credential {
  readonly by: 'password' | 'pin';
  readonly secret: string;
}

/** A manager's PIN where the cashier lacks a right. */
export interface Approval {
  readonly username: string;
  readonly pin: string;
}

/** What was counted in the drawer; `counts` empty where only the sum was. */
export interface DrawerCount {
  readonly countedMinor: number;
  readonly counts: readonly { readonly denomination: number; readonly pieces: number }[];
}

/** A movement of cash, as its slip says it. */
export interface MovedCash {
  readonly movement: CashMoved['movement'];
  readonly amountMinor: number;
  readonly reason: string;
  readonly at: string;
  /** Of its journal entry: on the slip, so that the two are found together. */
  readonly seq: number;
  readonly byName: string;
}

export interface Till {
  readonly state: () => TillState;
  /** The state, then each one that follows it. Whoever acts on it asks `state()`, which is never behind. */
  readonly states: Observable<TillState>;
  /** Best known time, ISO. */
  readonly now: () => string;

  /** Online. */
  readonly enrol: (activationCode: string) => Promise<Result<void>>;
  /** Online: takes a new epoch after the journal was lost. */
  readonly openEpoch: () => Promise<Result<void>>;
  /** Online where the server answers, otherwise by the verifier that this device made at an online sign-in. */
  readonly signIn: (username: string, password: string) => Promise<Result<void>>;
  /** By the PIN that this user has set at this till; never asks the server. Also unlocks, and switches users. */
  readonly signInByPin: (username: string, pin: string) => Promise<Result<void>>;
  readonly signOut: () => Promise<void>;
  /** Until someone signs in again. In training it ends the training, too. */
  readonly lock: () => void;
  /** Of who is signed in; the password shows that it is still that user who stands here. */
  readonly setPin: (password: string, pin: string) => Promise<Result<void>>;
  /** Who may sign in here by PIN. */
  readonly pinUsers: () => Promise<readonly PinUser[]>;
  readonly may: (permission: Permission) => boolean;

  readonly quickPick: (lotteryId: LotteryId) => Board;
  readonly price: (lines: readonly BasketLine[]) => PricedBasket;
  /** Everything `sell` would refuse, asked before payment. */
  readonly checkBasket: (lines: readonly BasketLine[]) => Result<void>;
  /** Whether this till knows that a printed ticket was sold, at whatever till of the store. */
  readonly isSold: (lotteryId: LotteryId, printed: PrintedSerial) => Promise<boolean>;
  /** Resolves once the sale is durable; only then anything is shown, printed or paid (JRN2). */
  readonly sell: (lines: readonly BasketLine[], payment: Payment) => Promise<Result<CompletedSale>>;

  /** By ticket number, of the own store, within what this till holds. */
  readonly findTicket: (ticketNumber: string) => Promise<Result<FoundTicket>>;
  /** Newest first. */
  readonly recentTickets: (limit: number) => Promise<readonly FoundTicket[]>;
  readonly cancelTicket: (request: {
    readonly ticketNumber: string;
    readonly securityCode: string;
    readonly reason: string;
  }) => Promise<Result<{ readonly ticket: Ticket; readonly refundMinor: number }>>;
  /** Slips of these tickets are on paper: they are not listed as unprinted any more. */
  readonly slipsPrinted: (ticketNumbers: readonly string[]) => Promise<Result<void>>;
  /** Slips that were only shown go to paper now: they are listed until they are there. */
  readonly slipsGoToPaper: (ticketNumbers: readonly string[]) => Promise<Result<void>>;
  /** Whether nobody knows yet that this ticket's slip is on paper; of the real till, also in training. */
  readonly isInDoubt: (ticketNumber: string) => boolean;
  /** The slips whose printing was not confirmed, as originals. */
  readonly unprintedTickets: () => Promise<readonly PrintableTicket[]>;
  /** Of unprinted tickets, journalled: they are printed as originals now, or their slips were found. */
  readonly printUnprinted: (
    ticketNumbers: readonly string[],
    how: 'original' | 'found',
  ) => Promise<Result<readonly PrintableTicket[]>>;
  /** Writes an unprinted ticket off, with a manager's right, and opens the drawer for its price. */
  readonly misprint: (request: {
    readonly ticketNumber: string;
    readonly reason: string;
    readonly approval: Approval | null;
  }) => Promise<Result<{ readonly ticket: Ticket; readonly refundMinor: number }>>;
  /** A copy of a ticket that this till sold; the original where that was not printed. */
  readonly printAgain: (ticketNumber: string, reason: string) => Promise<Result<PrintableTicket>>;

  readonly openShift: (openingFloatMinor: number) => Promise<Result<Shift>>;
  readonly closeShift: (count: DrawerCount) => Promise<Result<Shift>>;
  /** The shift that was closed last at this drawer: its Z report can be seen and printed again. */
  readonly lastClosedShift: () => Promise<Shift | null>;
  /** Counted, closed, and begun for the next cashier, who is signed in then; gives the closed shift. */
  readonly handOver: (
    count: DrawerCount,
    next: Credential & { readonly username: string },
  ) => Promise<Result<Shift>>;
  readonly moveCash: (move: {
    readonly movement: CashMoved['movement'];
    readonly amountMinor: number;
    readonly reason: string;
    readonly approval: Approval | null;
  }) => Promise<Result<MovedCash>>;
  /** Opens the drawer once that is written down. */
  readonly noSale: (reason: string, approval: Approval | null) => Promise<Result<Shift>>;

  /** Puts a basket aside, durable when it resolves. No fact of the journal: nothing is sold by it. */
  readonly holdBasket: (name: string, rows: HeldBasket['rows']) => Promise<Result<HeldBasket>>;
  /** Gives a held basket back and forgets it here. */
  readonly takeHeldBasket: (number: number) => Promise<Result<HeldBasket>>;

  readonly enterTraining: () => Promise<Result<void>>;
  /** The real till is locked then: whoever trained need not be who began it. */
  readonly leaveTraining: () => void;

  readonly receiveBatch: (batch: {
    readonly lotteryId: LotteryId;
    readonly batchNumber: string;
    readonly quantity: number;
    readonly firstNumber: number | null;
    readonly reorderThreshold: number;
    readonly shared: boolean;
  }) => Promise<Result<Inventory>>;
  /** Gives unsold stock of this till back to the store's pool. */
  readonly releaseStock: (batchId: string, quantity: number, reason: string) => Promise<Result<Inventory>>;

  /** Oldest first. */
  readonly unsentEntries: (limit: number) => Promise<readonly Envelope[]>;
  /** Online: wakes shipper and puller. */
  readonly sendNow: () => void;
  readonly close: () => Promise<void>;
}
