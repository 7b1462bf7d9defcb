import type { Static } from 'typebox';
import { feedCollections, inScope, scopeOf } from '../../shared/protocol/scope.ts';
import type { FeedDocument } from '../../shared/protocol/till.ts';
import { type AnyDocument, type CollectionName, keyText, traitsOf } from '../../shared/schema/collections.ts';
import type { BlockDocument } from '../store/port.ts';

type Fed = Static<typeof FeedDocument>;

/** A document as terminals hold it: without secrets (SEC3), with signs of life and what only the server needs left empty. */
export function forTerminal(collection: CollectionName, document: AnyDocument): Fed {
  const { secret, signsOfLife, emptyAtTills = [] } = traitsOf(collection);
  const value: Record<string, unknown> = { ...document, ...signsOfLife };
  for (const field of secret) delete value[field];
  for (const field of emptyAtTills) value[field] = '';
  return { collection, value };
}

/** Whether the terminals of a store hold a document. */
export const isHeldBy = (storeId: string, collection: CollectionName, document: AnyDocument): boolean =>
  inScope(scopeOf(collection, document), storeId);

type Change =
  | { readonly kind: 'document'; readonly document: Fed }
  | { readonly kind: 'removed'; readonly collection: CollectionName; readonly id: string };

/** The last version of each document in a store's scope over consecutive blocks, and what left the scope (SYN6). */
export class ScopedChanges {
  readonly #storeId: string;
  readonly #collections: ReadonlySet<CollectionName>;
  readonly #byKey = new Map<string, Change>();
  /** Of all versions taken in, as JSON: what bounds an answer. */
  bytes = 0;

  constructor(stream: string, storeId: string) {
    this.#storeId = storeId;
    this.#collections = new Set(feedCollections(stream));
  }

  add({ collection, value, scope_before }: BlockDocument): void {
    if (!this.#collections.has(collection)) return;
    const key = keyText({ collection, id: value._id });
    if (isHeldBy(this.#storeId, collection, value)) {
      const document = forTerminal(collection, value);
      this.#byKey.set(key, { kind: 'document', document });
      this.bytes += JSON.stringify(document).length;
    } else if (scope_before && inScope(scope_before, this.#storeId)) {
      this.#byKey.set(key, { kind: 'removed', collection, id: value._id });
    }
  }

  get size(): number {
    return this.#byKey.size;
  }

  documents(): Fed[] {
    return [...this.#byKey.values()].flatMap((change) =>
      change.kind === 'document' ? [change.document] : [],
    );
  }

  removed(): { collection: string; id: string }[] {
    return [...this.#byKey.values()].flatMap((change) =>
      change.kind === 'removed' ? [{ collection: change.collection, id: change.id }] : [],
    );
  }
}
