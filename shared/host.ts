import type { CustomerView } from './customer-view.ts';
import type { TillStanding } from './domain/update-time.ts';
import type { CopyRange, EpochName } from './host-ipc.ts';
import type { PrinterReading, PrinterTarget, PrinterWay } from './printing/printer.ts';
import type { Result } from './result.ts';

/**
 * What the register asks of the program it runs in: Electron's main process, or the browser. The rest of the register
 * is the same in both.
 */
export interface Host {
  readonly kind: 'browser' | 'electron';
  readonly posVersion: string;
  /** Small durable texts beside the journal: device papers, private key, sign-in verifiers. Durable when resolved. */
  readonly secrets: HostSecrets;
  /** The journal a second time, apart from IndexedDB (JRN6); a browser has none. */
  readonly journalCopy?: HostJournalCopy;
  /** A window for the customer. */
  readonly customerDisplay?: HostCustomerDisplay;
  /** Where the sync server is, where the page's own origin does not say it; null until someone has. */
  readonly server?: HostServer;
  /** New versions of the program; a browser's page brings its own. */
  readonly updates?: HostUpdates;
  /** Prints what the page's print style sheet shows. Never called before the sale is durable (JRN2). */
  print(): Promise<Result<unknown>>;
  /** Receipt printers that the till speaks to itself. */
  readonly printers?: HostPrinters;
  /** Opens the cash drawer; not there where none is connected. Never called before its entry is durable (JRN2). */
  openDrawer?(): void;
  /** Milliseconds of a clock that never steps; zero at some moment before this process began. */
  uptimeMs(): number;
  wallClockMs(): number;
}

export interface HostSecrets {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface HostPrinters {
  readonly ways: readonly PrinterWay[];
  /** Prints bytes of ESC/POS and resolves when the printer has said that they are on paper; without bytes it only asks. */
  send(target: PrinterTarget, bytes: Uint8Array): Promise<Result<PrinterReading>>;
  /** Lets a person choose the device, where devices are chosen; false where none was. */
  chooseDevice(way: PrinterWay): Promise<boolean>;
}

/** Of each epoch a file that entries are appended to, one line each, as they stand in the journal. */
export interface HostJournalCopy {
  range(epoch: EpochName): Promise<Result<CopyRange>>;
  read(epoch: EpochName, from: number, limit: number): Promise<Result<string[]>>;
  /**
   * Durable when resolved, to the number of the last entry. What is there already is compared (`journal_copy.differs`).
   * `areEarliest`: the journal has none before them; only so an empty copy begins with them.
   */
  append(epoch: EpochName, texts: string[], areEarliest: boolean): Promise<Result<number>>;
  /** Begins it anew; what it held is kept beside it. */
  renew(epoch: EpochName): Promise<Result<null>>;
  /** Entries before number `seq` may go. */
  prune(epoch: EpochName, seq: number): Promise<Result<null>>;
}

export interface HostCustomerDisplay {
  open(): void;
  /** `language`: of the words in the view. */
  show(view: CustomerView, language: string): void;
}

export interface HostServer {
  read(): Promise<Result<string | null>>;
  /** Durable when resolved, to the address as it is used. */
  write(address: string): Promise<Result<string>>;
}

export interface HostUpdates {
  /** The version that waits; null while none does. */
  ready(): Promise<Result<string | null>>;
  install(standing: TillStanding): Promise<Result<null>>;
}
