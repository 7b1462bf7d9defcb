import { readCommand } from './commands.ts';
import { type Printed, Roll } from './roll.ts';

/**
 * A receipt printer that reads ESC/POS as its makers document it: real-time questions are answered past the buffer, all
 * else in its turn; out of paper, or with its cover open, it stops and keeps what it has not printed.
 */
export class EmulatedPrinter {
  /** What the cutter has cut off, oldest first. */
  readonly slips: (readonly Printed[])[] = [];
  /** Ends of slips that a new roll cut short. */
  readonly torn: (readonly Printed[])[] = [];
  kicks = 0;
  /** Lines until the roll is at its end. */
  linesLeft = Number.POSITIVE_INFINITY;
  /** Answers nothing and prints nothing. */
  hangs = false;
  #coverOpen = false;
  #buffer: number[] = [];
  readonly #roll = new Roll();
  readonly #answer: (byte: number) => void;

  constructor(answer: (byte: number) => void) {
    this.#answer = answer;
  }

  receive(bytes: Uint8Array): void {
    if (this.hangs) return;
    this.#buffer.push(...this.#realTime([...bytes]));
    this.#work();
  }

  openCover(): void {
    this.#coverOpen = true;
  }

  closeCover(): void {
    this.#coverOpen = false;
    this.#work();
  }

  putPaper(lines = Number.POSITIVE_INFINITY): void {
    if (this.#roll.printed.length > 0) this.torn.push(this.#roll.tearOff());
    this.linesLeft = lines;
    this.#work();
  }

  get #stopped(): boolean {
    return this.#coverOpen || this.linesLeft <= 0;
  }

  #work(): void {
    while (this.#buffer.length > 0 && !this.#stopped) {
      const next = readCommand(this.#buffer);
      if (!next) return;
      this.#buffer.splice(0, next.length);
      if (this.#roll.take(next.command)) this.linesLeft -= 1;
      if (next.command.do === 'cut') this.slips.push(this.#roll.tearOff());
      if (next.command.do === 'kick') this.kicks += 1;
      if (next.command.do === 'answer_paper') this.#answer(this.linesLeft < 50 ? 0x03 : 0x00);
    }
  }

  /** Carries out what is not to wait; gives the rest. */
  #realTime(bytes: readonly number[]): number[] {
    const rest: number[] = [];
    for (let i = 0; i < bytes.length; i++) {
      const [dle, what, n] = bytes.slice(i, i + 3);
      if (dle === 0x10 && what === 0x04) {
        this.#answer(this.#status(n ?? 0));
        i += 2;
      } else if (dle === 0x10 && what === 0x14 && n === 1) {
        this.kicks += 1;
        i += 4;
      } else if (dle === 0x10 && what === 0x14 && n === 8) {
        this.#buffer = [];
        rest.length = 0;
        i += 9;
      } else rest.push(bytes[i] ?? 0);
    }
    return rest;
  }

  #status(n: number): number {
    const paperOut = this.linesLeft <= 0;
    switch (n) {
      case 1:
        return 0x12 | (this.#stopped ? 0x08 : 0);
      case 2:
        return 0x12 | (this.#coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0);
      case 4:
        return 0x12 | (this.linesLeft < 50 ? 0x0c : 0) | (paperOut ? 0x60 : 0);
      default:
        throw new Error(`status ${n} is not asked for`);
    }
  }
}

/** What a person reads on it, line by line. */
export const textOf = (slip: readonly Printed[]): string[] =>
  slip.flatMap((printed) => {
    if (printed.is !== 'line') return [`[${printed.is} ${printed.text}]`];
    const text = printed.runs
      .map((run) => run.text)
      .join('')
      .trim();
    return text === '' ? [] : [text];
  });
