import { type Platform, pause } from '../platform.ts';
import type { DocumentDatabase, DocumentRow } from '../store/databases.ts';
import type { Table } from '../store/tables.ts';
import { type CheckpointState, madeBy, markKey, markRow, rowOf } from './kept-overlay.ts';
import type { View } from './view.ts';

/** Fewer unsent entries are posted again at a start without being noticed: 0.6 ms each. */
const fewestUnsent = 100;
/** So many a start has to post at most besides. */
const everyEntries = 32;
/** One write: 50 rows keep the page busy for about 11 ms, so it waits until the sale is on the screen. */
const rowsAtOnce = 100;
const afterSaleMs = 250;
const betweenWritesMs = 20;
/** Whose rows the table holds: the view's, none, or perhaps those of documents that it does not stand on. */
export type CheckpointRows = 'own' | 'none' | 'other';

interface CheckpointParts {
  readonly database: DocumentDatabase;
  readonly platform: Platform;
  /** Of the view as it is now; null where its overlay is more than the own entries of this epoch. */
  state(): CheckpointState | null;
  /** Runs `task` while no entry is being committed and no page applied. */
  inTurn<T>(task: () => T): Promise<T>;
  unsent(): number;
}

/**
 * After days without a server thousands of entries stand over the pulled documents, and posting them again took a
 * start 20 times as long. So what they came to is kept too, now and then, off the sale's way. It is never needed: where
 * its mark does not go with cursors and journal, the entries are posted again.
 */
export class Checkpoint {
  readonly #parts: CheckpointParts;
  readonly #view: View;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;
  #rows: CheckpointRows;
  #entries = 0;

  constructor(parts: CheckpointParts, view: View, rows: CheckpointRows) {
    this.#parts = parts;
    this.#view = view;
    this.#rows = rows;
  }

  /** The view is whole: what is read of it before would be kept with parts missing. */
  begin(): void {
    this.#wake();
  }

  /** An entry was posted into the view. */
  committed(): void {
    this.#entries += 1;
    if (this.#entries >= everyEntries) this.#wake();
  }

  /** The view stands on other documents. */
  moved(): void {
    if (this.#rows === 'own') this.#rows = 'other';
    this.#wake();
  }

  /** Nothing is written any more when this resolves. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  #wake(): void {
    if (this.#stop.signal.aborted || (this.#rows === 'none' && this.#isShort)) return;
    this.#running ??= this.#keep()
      .catch((error: unknown) => this.#parts.platform.report(error))
      .finally(() => {
        this.#running = null;
      });
  }

  get #isShort(): boolean {
    return this.#parts.unsent() < fewestUnsent;
  }

  async #keep(): Promise<void> {
    const { database, platform } = this.#parts;
    for (let isDone = false, pauseMs = afterSaleMs; !isDone; pauseMs = betweenWritesMs) {
      await pause(platform.timers, pauseMs, this.#stop.signal);
      if (this.#stop.signal.aborted) return;
      if (this.#rows === 'other') {
        await database.remove('checkpoint');
        this.#rows = 'none';
      }
      isDone = this.#isShort || (await this.#write(await database.table('checkpoint')));
    }
  }

  /**
   * Some of what is not kept yet, and the mark with the last of it: without the mark as soon as some rows are newer
   * than it. True where nothing is left to do.
   */
  async #write(table: Table<DocumentRow>): Promise<boolean> {
    const next = await this.#parts.inTurn(() => (this.#rows === 'other' ? 'moved' : this.#next()));
    if (next === 'moved' || next === null) return next === null;
    const { taken, mark } = next;
    const rows = taken.map(rowOf);
    try {
      await table.write(mark ? [...rows, markRow(mark)] : rows, mark ? [] : [markKey]);
    } catch (error) {
      this.#view.putBack(taken.map(([key]) => key));
      throw error;
    }
    return mark !== null && this.#rows === 'own';
  }

  #next() {
    const state = this.#parts.state();
    if (!state) return null;
    const taken = this.#view.takeUnkept(rowsAtOnce);
    this.#rows = 'own';
    this.#entries = 0;
    const mark = this.#view.unkept === 0 ? { ...state, made_by: madeBy(this.#parts.platform) } : null;
    return { taken, mark };
  }
}
