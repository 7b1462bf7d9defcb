import { useState } from 'react';
import { ok, type Result } from '../../../shared/result.ts';
import type { PrintableTicket } from '../../local/api.ts';
import { printSlips } from '../printing/print-slips.ts';
import { useSlips } from '../slips/use-slips.ts';
import { useRegister } from '../till-context.ts';

const numbersOf = (printables: readonly PrintableTicket[]): readonly string[] =>
  printables.map(({ ticket }) => ticket.ticket_number);

/** Originals that the system has printed, as far as it knows; a person says whether they came out. */
interface OnPages {
  readonly numbers: ReadonlySet<string>;
  readonly atMs: number;
}

/** Prints tickets in doubt as originals, which is journalled first. */
export function useOriginals() {
  const register = useRegister();
  const { ticket } = useSlips();
  const [shown, setShown] = useState<readonly PrintableTicket[]>([]);
  const [onPages, setOnPages] = useState<OnPages>({ numbers: new Set(), atMs: 0 });

  const issue = async (originals: readonly PrintableTicket[]): Promise<void> => {
    const { till, printer } = register;
    const { kind } = printer.settings;
    // Where slips are only shown, they are issued when they are.
    if (kind === 'screen') {
      setShown(originals);
      return till.slipsPrinted(numbersOf(originals));
    }
    // A receipt printer settles by itself what it has printed.
    const isPrinted = await printSlips(register, originals.map(ticket));
    if (isPrinted && kind === 'page') {
      setOnPages({ numbers: new Set(numbersOf(originals)), atMs: performance.now() });
    }
  };
  const print = async (tickets: readonly PrintableTicket[]): Promise<Result<void>> => {
    const journalled = await register.till.printUnprinted(numbersOf(tickets), 'original');
    if (!journalled.ok) return journalled;
    await issue(journalled.value);
    return ok(undefined);
  };
  return { print, onPages, shown: shown.map(ticket) };
}
