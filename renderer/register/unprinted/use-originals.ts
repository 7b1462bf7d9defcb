import { useState } from 'react';
import { ok, type Result } from '../../../shared/result.ts';
import type { PrintableTicket } from '../../till/api.ts';
import { printSlips } from '../printing/print-slips.ts';
import { useSlips } from '../slips/use-slips.ts';
import { useRegister } from '../till-context.ts';

const numbersOf = (printables: readonly PrintableTicket[]): readonly string[] =>
  printables.map(({ ticket }) => ticket.ticket_number);

/** Originals that the system has printed, as far as it knows; a person says whether they came out. */
type OnPages = ReadonlySet<string>;

/** Prints tickets in doubt as originals, which is journalled first. */
export function useOriginals() {
  const register = useRegister();
  const { ticket } = useSlips();
  const [onPages, setOnPages] = useState<OnPages>(new Set());

  const print = async (tickets: readonly PrintableTicket[]): Promise<Result<void>> => {
    const journalled = await register.till.printUnprinted(numbersOf(tickets), 'original');
    if (!journalled.ok) return journalled;
    const isPrinted = await printSlips(register, journalled.value.map(ticket));
    // A receipt printer settles by itself what it has printed.
    if (isPrinted && register.printer.settings.kind !== 'receipt_printer') {
      setOnPages(new Set(numbersOf(journalled.value)));
    }
    return ok(undefined);
  };
  return { print, onPages };
}
