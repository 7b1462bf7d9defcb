import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { PrinterTarget } from '../../../shared/printing/printer.ts';

/**
 * Where slips go: nowhere but the screen (for evaluation), to the browser's or the system's printing, or to a receipt
 * printer that the till speaks to itself.
 */
export const PrinterSettings = Type.Union([
  Type.Object({ kind: Type.Literal('screen') }),
  Type.Object({ kind: Type.Literal('page') }),
  Type.Object({
    kind: Type.Literal('receipt_printer'),
    target: PrinterTarget,
    columns: Type.Union([Type.Literal(42), Type.Literal(48)]),
    codePage: Type.Union([Type.Literal('cp858'), Type.Literal('windows1252')]),
  }),
]);
export type PrinterSettings = Static<typeof PrinterSettings>;
export type ReceiptPrinter = Extract<PrinterSettings, { kind: 'receipt_printer' }>;

const key = 'tillside.printer';

/** Of this device. The screen at first, because a browser asks before every print. */
export function readPrinterSettings(storage: Pick<Storage, 'getItem'>): PrinterSettings {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (Value.Check(PrinterSettings, value)) return value;
  } catch {
    // Not what was written here: as good as nothing.
  }
  return { kind: 'screen' };
}

export const writePrinterSettings = (storage: Pick<Storage, 'setItem'>, settings: PrinterSettings): void =>
  storage.setItem(key, JSON.stringify(settings));
