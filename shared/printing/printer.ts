import { type Static, Type } from 'typebox';
import type { Refusal, Result } from '../result.ts';

export const NetworkTarget = Type.Object(
  {
    way: Type.Literal('network'),
    host: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  },
  { additionalProperties: false },
);

export type NetworkTarget = Static<typeof NetworkTarget>;

/** Where a receipt printer is and how it is spoken to. */
export const PrinterTarget = Type.Union([
  NetworkTarget,
  Type.Object({ way: Type.Literal('usb') }, { additionalProperties: false }),
  Type.Object(
    { way: Type.Literal('serial'), baudRate: Type.Integer({ minimum: 300, maximum: 921_600 }) },
    { additionalProperties: false },
  ),
]);
export type PrinterTarget = Static<typeof PrinterTarget>;
export type PrinterWay = PrinterTarget['way'];

export type PrinterFault =
  | 'printer.paper_out'
  | 'printer.cover_open'
  | 'printer.offline'
  | 'printer.not_chosen'
  | 'printer.unknown';

/** What a printer that works says. */
export const PrinterReading = Type.Object({ paperLow: Type.Boolean() });
export type PrinterReading = Static<typeof PrinterReading>;

export type PrinterResult = Result<PrinterReading, Refusal<PrinterFault>>;

/** A connection to a printer, whatever carries it. Its methods reject where the connection is gone. */
export interface PrinterLink {
  write(bytes: Uint8Array): Promise<void>;
  /** The next bytes that the printer sent; null at the connection's end. */
  read(): Promise<Uint8Array | null>;
  close(): Promise<void>;
}
