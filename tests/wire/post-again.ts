import { canonicalJson } from '../../shared/journal/canonical.ts';
import { keysOf, post } from '../../shared/posting/posting.ts';
import { keySet, Workspace } from '../../shared/posting/workspace.ts';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  keyText,
} from '../../shared/schema/collections.ts';
import type { Block, CentralStore } from '../../sync-server/store/port.ts';

/** A block without what it resulted in. */
export type JournalBlock = Pick<Block, 'stream' | 'position' | 'received_at' | 'entries'>;

/** All documents that the entries result in, posted from nothing, as canonical lines in order of their keys. */
export function postAgain(blocks: readonly JournalBlock[]): string[] {
  const documents = new Map<string, Line>();
  for (const { stream, position, received_at, entries } of blocks) {
    const values = new Map<string, AnyDocument>();
    for (const [key, { value }] of documents) if (value.stream === stream) values.set(key, value);
    const declared = keySet(entries.flatMap(({ entry }) => keysOf(entry)));
    const workspace = new Workspace(values, declared, { stream, rev: position });
    for (const { entry, outcome, address } of entries) {
      const now = post(entry, { stream, received_at, address }, workspace);
      if (now !== outcome)
        throw new Error(`${entry.kind} in ${stream}/${position} was ${outcome} and is ${now} now`);
    }
    for (const { collection, value } of workspace.changes())
      documents.set(keyText({ collection, id: value._id }), { collection, value });
  }
  return linesOf([...documents.values()]);
}

/** Everything that stands in the collections, as `postAgain` gives it. */
export async function allDocuments(store: CentralStore): Promise<string[]> {
  const documents: Line[] = [];
  for (const stream of await store.streams()) {
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page: Awaited<ReturnType<CentralStore['snapshotPage']>> = await store.snapshotPage(
        stream,
        collectionNames,
        after,
        100,
      );
      documents.push(...page.documents);
      after = page.next;
    }
  }
  return linesOf(documents);
}

/** Stream by stream. */
export async function allBlocks(store: CentralStore): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const stream of [...(await store.streams())].sort())
    blocks.push(...(await store.readBlocks(stream, 0, 10_000)));
  return blocks;
}

interface Line {
  readonly collection: CollectionName;
  readonly value: AnyDocument;
}

const linesOf = (documents: readonly Line[]): string[] =>
  documents.map(({ collection, value }) => canonicalJson({ collection, value })).sort();
