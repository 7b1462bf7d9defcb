import { flushSync } from 'react-dom';

/** A key and when it was pressed, or a code that was scanned. */
export type Wanted = { readonly key: string; readonly atMs: number } | { readonly code: string };

/** Nothing is carried out while one of these is there. */
export interface Hold {
  /** An Enter may have begun it: those that come next bounced, and Esc came too late for it. Neither is a wish. */
  readonly afterEnter: boolean;
  /** The way out, which no key waits for. */
  readonly passes: string | null;
}

/**
 * Keys and scans in the order in which they came. Whoever asks for something that takes a moment (a screen that is
 * fetched, an answer of the till) holds the queue until what was asked for stands on the screen: what comes meanwhile is
 * carried out there.
 */
export class KeyQueue {
  readonly #carryOut: (wanted: Wanted) => boolean;
  readonly #holds = new Set<Hold>();
  #waiting: readonly { readonly wanted: Wanted; readonly number: number }[] = [];
  #numbered = 0;
  #draining = false;

  /** `carryOut`: true where something took it. What it leads to is on the screen when it returns. */
  constructor(carryOut: (wanted: Wanted) => boolean) {
    this.#carryOut = carryOut;
  }

  /** What is pressed now would overtake something. */
  get isBusy(): boolean {
    return this.#holds.size > 0 || this.#waiting.length > 0;
  }

  get waiting(): readonly Wanted[] {
    return this.#waiting.map(({ wanted }) => wanted);
  }

  /** Carries it out, or keeps it until that can be. False where nothing took it. */
  take(wanted: Wanted): boolean {
    if (!this.isBusy || this.#passes(wanted)) return this.#carryOut(wanted);
    const isTooLate =
      'key' in wanted &&
      (wanted.key === 'Enter' || wanted.key === 'Escape') &&
      this.#waiting.length === 0 &&
      [...this.#holds].some(({ afterEnter }) => afterEnter);
    if (!isTooLate) this.#waiting = [...this.#waiting, { wanted, number: ++this.#numbered }];
    return true;
  }

  /** Returns how to let go, once what was asked for stands on the screen. */
  hold({ afterEnter = false, passes = null }: Partial<Hold> = {}): () => void {
    const hold = { afterEnter, passes };
    this.#holds.add(hold);
    return () => {
      if (this.#holds.delete(hold)) this.#drain();
    };
  }

  /** What was asked for does not come, and what waits was meant for it; the till is locked all the same. */
  refused(): void {
    this.#waiting = this.#waiting.filter(({ wanted }) => 'key' in wanted && wanted.key === 'F1');
  }

  /** Someone turned to something else. */
  forget(): void {
    this.#waiting = [];
  }

  /** For `forgetSince`. */
  mark(): number {
    return this.#numbered;
  }

  /** They were a scan's, which is carried out as a whole. */
  forgetSince(mark: number): void {
    this.#waiting = this.#waiting.filter(({ number }) => number <= mark);
  }

  #passes(wanted: Wanted): boolean {
    const isWayOut = ({ passes }: Hold) => 'key' in wanted && passes === wanted.key;
    return this.#holds.size > 0 && [...this.#holds].every(isWayOut);
  }

  #drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    // React refuses to draw in the midst of its own work, out of which the last hold may have been let go.
    queueMicrotask(() => {
      this.#draining = false;
      flushSync(() => undefined);
      try {
        while (this.#holds.size === 0) {
          const [next, ...rest] = this.#waiting;
          if (!next) break;
          this.#waiting = rest;
          this.#carryOut(next.wanted);
        }
      } finally {
        if (this.#holds.size === 0 && this.#waiting.length > 0) this.#drain();
      }
    });
  }
}
