import { createHash } from 'node:crypto';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  keyText,
} from '../../../shared/schema/collections.ts';
import type { CentralStore } from '../../../sync-server/store/port.ts';
import { signsOfLifeOf } from '../../../sync-server/store/signs-of-life.ts';
import { type Ledger, textOf } from './ledger.ts';

/** SYN1: the collections hold the last version of every document, and nothing else; in words where they do not. */
export async function writtenFault(store: CentralStore, ledger: Ledger): Promise<string | null> {
  for (const stream of ledger.blocks.keys()) {
    const expected = new Map(
      ledger
        .last(stream)
        .map(({ collection, value }) => [
          keyText({ collection, id: value._id }),
          plainText(collection, value),
        ]),
    );
    for await (const [key, text] of documentsOf(store, stream)) {
      if (text !== expected.get(key))
        return `${key} is ${text} in the database, its block says ${expected.get(key)}`;
      expected.delete(key);
    }
    for (const [key, text] of expected) return `the database lacks ${key}, its block says ${text}`;
  }
  return null;
}

/** SYN9: the same for the same documents, whatever engine holds them. */
export async function digestOf(store: CentralStore): Promise<string> {
  const hash = createHash('sha256');
  for (const stream of [...(await store.streams())].sort()) {
    for await (const [key, text] of documentsOf(store, stream)) hash.update(`${key} ${text}\n`);
  }
  return hash.digest('hex');
}

async function* documentsOf(
  store: CentralStore,
  stream: string,
): AsyncGenerator<[key: string, text: string]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<CentralStore['snapshotPage']>> = await store.snapshotPage(
      stream,
      collectionNames,
      after,
      500,
    );
    for (const { collection, value } of page.documents)
      yield [keyText({ collection, id: value._id }), plainText(collection, value)];
    after = page.next;
  } while (after !== null);
}

/** Without signs of life, which stand beside what is posted. */
function plainText(collection: CollectionName, value: AnyDocument): string {
  const beside: readonly string[] = signsOfLifeOf(collection);
  return textOf(Object.fromEntries(Object.entries(value).filter(([name]) => !beside.includes(name))));
}
