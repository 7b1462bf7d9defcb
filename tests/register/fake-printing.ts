import { SlipPrinter } from '../../renderer/register/printing/slip-printer.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { ok } from '../../shared/result.ts';

/** A register that shows its slips on the screen only. */
export const fakePrinting = (): Pick<Register, 'printer' | 'laidOut' | 'print' | 'slips'> => ({
  printer: new SlipPrinter(
    { print: async () => ok(null) },
    { getItem: () => null, setItem: () => undefined },
  ),
  laidOut: { current: [] },
  print: () => undefined,
  slips: () => {
    throw new Error('nothing is printed here');
  },
});
