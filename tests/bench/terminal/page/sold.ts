import type { Envelope } from '../../../../shared/journal/entry.ts';
import type { Inventory } from '../../../../shared/schema/inventory.ts';
import type { Ticket } from '../../../../shared/schema/tickets.ts';

/** A sale as our till recorded it; the others record the same over and over under new ids. */
export interface Sold {
  readonly entry: Envelope;
  readonly ticket: Ticket;
  readonly batch: Inventory;
}

export const newId = (): string => crypto.randomUUID();
