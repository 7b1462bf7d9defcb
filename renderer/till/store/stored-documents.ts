import type { AnyDocument } from '../../../shared/schema/collections.ts';
import type { DocumentRow } from './databases.ts';
import { type Held, heldOf } from './document-rows.ts';
import { exactly, type Table, within } from './tables.ts';

/** Documents as a table of the terminal has them. */
export class StoredDocuments {
  readonly table: Table<DocumentRow>;

  constructor(table: Table<DocumentRow>) {
    this.table = table;
  }

  /** Those that exist, by `collection/id`. */
  async loadWritten(keys: readonly string[]): Promise<Map<string, AnyDocument>> {
    return new Map((await this.table.get(keys)).map((row) => [row.key, heldOf(row).value]));
  }

  async findByLookup(lookup: string): Promise<Held[]> {
    return (await this.table.range({ index: 'lookup', ...exactly(lookup) })).map(heldOf);
  }

  async newestTickets(limit: number): Promise<Held[]> {
    return (await this.table.range({ index: 'order', ...within('tickets/'), limit })).map(heldOf);
  }
}
