import { type Refusal, refuse } from '../result.ts';

/** As a ticket of a pack shows it. */
export const shownSerial = (serial: number): string => String(serial).padStart(3, '0');

/** A printed ticket is a single piece of paper: what was sold is not sold again. */
export const soldBefore = (serial: number): Refusal<'stock.serial_sold'> =>
  refuse('stock.serial_sold', { serial: shownSerial(serial) }).refusal;
