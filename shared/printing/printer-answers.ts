import type { PrinterLink } from './printer.ts';

/** Sorts what a printer sends: answers to real-time questions, and those that it gives in their turn. */
export class PrinterAnswers {
  readonly #realTime = new Waiting();
  readonly #inTurn = new Waiting();

  constructor(link: PrinterLink) {
    void this.#listen(link);
  }

  /** The next real-time answer (DLE EOT). */
  atOnce(): Promise<number> {
    return this.#realTime.next();
  }

  /** The answer to GS r, which may be here already. */
  inTurn(): Promise<number> {
    return this.#inTurn.kept();
  }

  /** What was answered in its turn until now belongs to something else. */
  forgetInTurn(): void {
    this.#inTurn.forget();
  }

  async #listen(link: PrinterLink): Promise<void> {
    try {
      for (let bytes = await link.read(); bytes !== null; bytes = await link.read()) {
        for (const byte of bytes) {
          // Fixed bits tell them apart: 0xx1xx10 is DLE EOT, 0xx0xxxx is GS r.
          if ((byte & 0x93) === 0x12) this.#realTime.give(byte);
          else if ((byte & 0x90) === 0) this.#inTurn.give(byte);
        }
      }
    } catch {
      // A connection that is gone answers nothing more: whoever waits has a limit.
    }
  }
}

class Waiting {
  #last: number | null = null;
  #waiting: ((byte: number) => void)[] = [];

  /** The next one to come. */
  next(): Promise<number> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The one that came, or the next one. */
  kept(): Promise<number> {
    return this.#last === null ? this.next() : Promise.resolve(this.#last);
  }

  forget(): void {
    this.#last = null;
  }

  give(byte: number): void {
    this.#last = byte;
    for (const resolve of this.#waiting.splice(0)) resolve(byte);
  }
}
