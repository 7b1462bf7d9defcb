import type { AnyDocument, CollectionName } from '../../../shared/schema/collections.ts';
import { collectionOf } from './document-rows.ts';

const none: ReadonlyMap<string, AnyDocument> = new Map();

/** Documents by `collection/id`, counted per collection so that what was derived from them can be kept. */
export class DocumentMap {
  readonly #collections = new Map<CollectionName, Map<string, AnyDocument>>();
  readonly #versions = new Map<CollectionName, number>();

  get(key: string): AnyDocument | null {
    return this.#collections.get(collectionOf(key))?.get(key) ?? null;
  }

  set(key: string, value: AnyDocument): void {
    const collection = collectionOf(key);
    const documents = this.#collections.get(collection) ?? new Map<string, AnyDocument>();
    documents.set(key, value);
    this.#collections.set(collection, documents);
    this.#changed(collection);
  }

  delete(key: string): void {
    const collection = collectionOf(key);
    if (this.#collections.get(collection)?.delete(key)) this.#changed(collection);
  }

  of(collection: CollectionName): ReadonlyMap<string, AnyDocument> {
    return this.#collections.get(collection) ?? none;
  }

  /** Rises with every change in the collection. */
  version(collection: CollectionName): number {
    return this.#versions.get(collection) ?? 0;
  }

  #changed(collection: CollectionName): void {
    this.#versions.set(collection, this.version(collection) + 1);
  }
}
