import { type Static, Type } from 'typebox';
import { PrinterTarget } from '../../../shared/printing/printer.ts';
import { readStored } from '../stored.ts';

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
export const readPrinterSettings = (storage: Pick<Storage, 'getItem'>): PrinterSettings =>
  readStored(storage, key, PrinterSettings) ?? { kind: 'screen' };

export const writePrinterSettings = (storage: Pick<Storage, 'setItem'>, settings: PrinterSettings): void =>
  storage.setItem(key, JSON.stringify(settings));
