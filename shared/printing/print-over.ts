import { ok, type Refusal, refuse } from '../result.ts';
import type { PrinterFault, PrinterLink, PrinterReading, PrinterResult } from './printer.ts';
import { PrinterAnswers } from './printer-answers.ts';

export interface PrinterPatience {
  pause(ms: number): Promise<void>;
  /** A real-time status is answered at once, also out of paper. */
  readonly answerMs: number;
  /** How long a slip may take, to be sent, and while the printer says that all is well. */
  readonly printMs: number;
}

/** DLE: what begins with it is carried out past the buffer. */
const realTime = 0x10;
/** GS r 1: the paper's state, answered in its turn; so an answer says that what stands before it has been printed. */
const askInTurn = Uint8Array.of(0x1d, 0x72, 1);
/** DLE DC4 8: forgets what is not printed yet, or it would come out with the next roll, beside the original asked for then. */
const forgetBuffered = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);

/**
 * Prints bytes of ESC/POS and resolves when the printer has said that they are on paper; without bytes it only asks how
 * the printer is. A real-time command is carried out whatever the paper says. Closes the link.
 */
export async function printOver(
  cable: PrinterLink,
  bytes: Uint8Array,
  patience: PrinterPatience,
): Promise<PrinterResult> {
  const link = impatient(cable, patience);
  const answers = new PrinterAnswers(link);
  try {
    if (bytes[0] === realTime) {
      await link.write(bytes);
      return await readingOf(link, answers, patience);
    }
    const before = await readingOf(link, answers, patience);
    if (!before.ok || bytes.length === 0) return before;
    answers.forgetInTurn();
    await link.print(bytes);
    await link.write(askInTurn);
    return await untilPrinted(link, answers, patience);
  } catch {
    return offline;
  } finally {
    // It is the printing that is reported; a connection that does not close either is as good as closed.
    await link.close().catch(() => undefined);
  }
}

/** A printer that has stopped may take no more bytes, and then a cable may not even close: whoever prints next waits. */
const impatient = (cable: PrinterLink, { pause, answerMs, printMs }: PrinterPatience) => {
  const limited = (work: Promise<void>, ms: number) =>
    Promise.race([
      work,
      pause(ms).then(() => {
        throw new Error(`not done in ${ms} ms`);
      }),
    ]);
  return {
    read: () => cable.read(),
    write: (question: Uint8Array) => limited(cable.write(question), answerMs),
    print: (slip: Uint8Array) => limited(cable.write(slip), printMs),
    close: () => limited(cable.close(), answerMs),
  };
};

async function untilPrinted(
  link: PrinterLink,
  answers: PrinterAnswers,
  patience: PrinterPatience,
): Promise<PrinterResult> {
  for (let waitedMs = 0; waitedMs < patience.printMs; waitedMs += patience.answerMs) {
    const printed = await within(answers.inTurn(), patience);
    if (printed !== null) return ok({ paperLow: (printed & 0x0f) !== 0 });
    const reading = await readingOf(link, answers, patience);
    if (reading.ok) continue;
    await link.write(forgetBuffered);
    // Its answer says that it has forgotten.
    await readingOf(link, answers, patience);
    return reading;
  }
  await link.write(forgetBuffered);
  return offline;
}

/** DLE EOT: past what waits in the printer's buffer. */
async function readingOf(
  link: PrinterLink,
  answers: PrinterAnswers,
  patience: PrinterPatience,
): Promise<PrinterResult> {
  const ask = async (what: number): Promise<number | null> => {
    const answer = answers.atOnce();
    await link.write(Uint8Array.of(0x10, 0x04, what));
    return within(answer, patience);
  };
  const cause = await ask(2);
  if (cause === null) return offline;
  const paper = await ask(4);
  if (paper === null) return offline;
  const fault = faultOf(cause, paper);
  return fault ? { ok: false, refusal: fault } : ok<PrinterReading>({ paperLow: (paper & 0x0c) !== 0 });
}

function faultOf(cause: number, paper: number): Refusal<PrinterFault> | null {
  if (cause & 0x04) return coverOpen.refusal;
  if (cause & 0x20 || paper & 0x60) return paperOut.refusal;
  return cause & 0x40 ? failed.refusal : null;
}

const within = async <T>(answer: Promise<T>, { pause, answerMs }: PrinterPatience): Promise<T | null> =>
  Promise.race([answer, pause(answerMs).then(() => null)]);

const coverOpen = refuse('printer.cover_open');
const paperOut = refuse('printer.paper_out');
const failed = refuse('printer.unknown');
const offline = refuse('printer.offline');
