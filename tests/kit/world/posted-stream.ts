import type { Envelope, Outcome } from '../../../shared/journal/entry.ts';
import { keysOf, post, refusalOf } from '../../../shared/posting/posting.ts';
import { type ChangedDocument, keySet, Workspace } from '../../../shared/posting/workspace.ts';
import { must } from '../../../shared/result.ts';
import { documentFault } from '../../../shared/schema/check-document.ts';
import {
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  keyText,
} from '../../../shared/schema/collections.ts';

import { deepFreeze } from '../deep-freeze.ts';

export const receivedAt = '2026-11-22T12:00:00.000Z';

export interface TakenBlock {
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly ChangedDocument[];
}

/**
 * A stream in memory, as strict as the databases are forgiving: a document that is made twice, one that does not
 * satisfy its schema, and one that posting writes to in place all throw.
 */
export class PostedStream {
  readonly documents = new Map<string, AnyDocument>();
  readonly journal: { readonly entry: Envelope; readonly outcome: Outcome }[] = [];
  readonly id: string;
  position = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** Takes the entries in as one block. */
  take(entries: readonly Envelope[], received_at: string | null = receivedAt): TakenBlock {
    const keys = keySet(entries.flatMap(keysOf));
    const loaded = new Map(
      [...keys].flatMap((key) => {
        const document = this.documents.get(key);
        return document ? [[key, document] as const] : [];
      }),
    );
    const workspace = new Workspace(loaded, keys, { stream: this.id, rev: this.position + 1 });
    const outcomes = entries.map((entry) =>
      post(entry, { stream: this.id, received_at, address: null }, workspace),
    );
    const changes = workspace.changes();
    for (const { collection, created, value } of changes) {
      const key = keyText({ collection, id: value._id });
      if (created && this.documents.has(key)) throw new Error(`${key} was made twice`);
      const fault = documentFault(collection, value);
      if (fault) throw new Error(`${fault}: ${JSON.stringify(value)}`);
      this.documents.set(key, deepFreeze(value));
    }
    this.position += 1;
    for (const [n, entry] of entries.entries()) {
      this.journal.push({ entry, outcome: must(outcomes[n], 'outcome') });
    }
    return { outcomes, changes };
  }

  /** Takes one entry in and says what became of it. */
  add(entry: Envelope): Outcome {
    return must(this.take([entry]).outcomes[0], 'outcome');
  }

  /** What a till is told before it commits. */
  refusal(entry: Envelope): string | undefined {
    const documents = new Workspace(this.documents, keySet(keysOf(entry)), { stream: this.id, rev: 0 });
    return refusalOf(entry, documents)?.code;
  }

  get<C extends CollectionName>(collection: C, id: string): DocumentOf<C> {
    return must(this.find(collection, id), `${collection}/${id}`);
  }

  find<C extends CollectionName>(collection: C, id: string): DocumentOf<C> | null {
    return (this.documents.get(keyText({ collection, id })) as DocumentOf<C> | undefined) ?? null;
  }

  all<C extends CollectionName>(collection: C): readonly DocumentOf<C>[] {
    return [...this.documents]
      .filter(([key]) => key.startsWith(`${collection}/`))
      .map(([, document]) => document as DocumentOf<C>);
  }

  /** Everything but the position that each document was last changed at. */
  withoutRev(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.documents]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { rev: _rev, ...document }]) => [key, document]),
    );
  }
}
