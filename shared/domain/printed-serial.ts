import type { Refusal } from '../result.ts';

/** As a ticket of a pack shows it. */
export const shownSerial = (serial: number): string => String(serial).padStart(3, '0');

/** A printed ticket is a single piece of paper: what was sold is not sold again. */
export const soldBefore = (serial: number): Refusal<'stock.serial_sold'> => ({
  code: 'stock.serial_sold',
  message: `Ticket ${shownSerial(serial)} was sold at this store before. Keep it aside and tell a manager.`,
  values: { serial: shownSerial(serial) },
});
