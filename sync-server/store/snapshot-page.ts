import { type AnyDocument, type CollectionName, keyText } from '../../shared/schema/collections.ts';

interface Page {
  readonly documents: readonly { readonly collection: CollectionName; readonly value: AnyDocument }[];
  readonly next: string | null;
}

/** Of one collection: documents with `_id` greater than `afterId`, ascending, at most `limit`. */
type ReadCollection = (
  collection: CollectionName,
  afterId: string,
  limit: number,
) => Promise<readonly AnyDocument[]> | readonly AnyDocument[];

/**
 * A page in order of `collection/id`. Ids have one length and `/` sorts before every letter of a name, so that this
 * order is by name and then by id: one collection after the other.
 */
export async function readPage(
  collections: readonly CollectionName[],
  after: string | null,
  limit: number,
  read: ReadCollection,
): Promise<Page> {
  const [afterName = '', afterId = ''] = after?.split('/') ?? [];
  const names = [...new Set(collections)].sort().filter((name) => name >= afterName);
  const documents: Page['documents'][number][] = [];
  for (const collection of names) {
    // One more than asked for tells whether anything follows.
    const missing = limit + 1 - documents.length;
    for (const value of await read(collection, collection === afterName ? afterId : '', missing)) {
      documents.push({ collection, value });
    }
    if (documents.length > limit) break;
  }
  const page = documents.slice(0, limit);
  const last = page.at(-1);
  const more = documents.length > limit && last;
  return {
    documents: page,
    next: more ? keyText({ collection: more.collection, id: more.value._id }) : null,
  };
}
