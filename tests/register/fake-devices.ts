import { KeyQueue } from '../../renderer/register/keys/key-queue.ts';
import { SlipPrinter } from '../../renderer/register/printing/slip-printer.ts';
import { createScanner } from '../../renderer/register/scan/scanner.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { ok } from '../../shared/result.ts';

const noStorage = { getItem: () => null, setItem: () => undefined };

/** A register that shows its slips on the screen only, whose scanner is set as usual, and whose keys do nothing. */
export const fakeDevices = (): Pick<
  Register,
  'queue' | 'printer' | 'scanner' | 'laidOut' | 'print' | 'slips'
> => ({
  queue: new KeyQueue(() => true),
  printer: new SlipPrinter({ print: async () => ok(null) }, noStorage),
  scanner: createScanner(noStorage),
  laidOut: { current: [] },
  print: () => undefined,
  slips: () => {
    throw new Error('nothing is printed here');
  },
});
