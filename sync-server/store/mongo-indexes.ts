import type { Collection, Document, IndexSpecification } from 'mongodb';

/** Makes those that are missing. One command each: FerretDB 1.24 crashes on two that it has already. */
export async function ensureIndexes<T extends Document>(
  collection: Collection<T>,
  keys: readonly IndexSpecification[],
): Promise<void> {
  for (const key of keys) await collection.createIndex(key);
}
