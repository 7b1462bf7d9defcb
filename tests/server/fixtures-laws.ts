import type { Static } from 'typebox';
import { expect } from 'vitest';
import { findChainFault, genesis } from '../../shared/journal/chain.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { keysOf, post } from '../../shared/posting/posting.ts';
import { keySet, Workspace } from '../../shared/posting/workspace.ts';
import { feedCollections } from '../../shared/protocol/scope.ts';
import type { FeedDocument } from '../../shared/protocol/till.ts';
import {
  type AnyDocument,
  type CollectionName,
  collectionNames,
  keyText,
} from '../../shared/schema/collections.ts';
import type { Block, CentralStore } from '../../sync-server/store/port.ts';
import { forTerminal, isHeldBy } from '../../sync-server/streams/feed-documents.ts';

type Documents = Map<string, { readonly collection: CollectionName; readonly value: AnyDocument }>;

export async function allBlocks(store: CentralStore, stream: string): Promise<Block[]> {
  const blocks: Block[] = [];
  for (;;) {
    const page = await store.readBlocks(stream, blocks.length, 100);
    if (page.length === 0) return blocks;
    blocks.push(...page);
  }
}

/** A stream's documents as they stood at a position, from the blocks alone. */
export function documentsAt(blocks: readonly Block[], position: number): Documents {
  const documents: Documents = new Map();
  for (const block of blocks.slice(0, position)) {
    for (const { collection, value } of block.documents ?? []) {
      documents.set(keyText({ collection, id: value._id }), { collection, value });
    }
  }
  return documents;
}

/** What the terminals of a store hold when they stand at a position. */
export function heldAt(
  blocks: readonly Block[],
  position: number,
  storeId: string,
): Map<string, Static<typeof FeedDocument>> {
  const stream = blocks[0]?.stream ?? '';
  const held = new Map<string, Static<typeof FeedDocument>>();
  for (const [key, { collection, value }] of documentsAt(blocks, position)) {
    if (!feedCollections(stream).includes(collection) || !isHeldBy(storeId, collection, value)) continue;
    held.set(key, forTerminal(collection, value));
  }
  return held;
}

/** The laws of a stream; everything that is in the database is looked at. */
export async function expectSound(store: CentralStore, stream: string): Promise<void> {
  const blocks = await allBlocks(store, stream);
  expect(blocks.map(({ position }) => position)).toEqual(blocks.map((_, index) => index + 1));
  expectChains(blocks);
  expectReposted(blocks);
  await expectWritten(store, blocks);
}

/** JRN3, SYN2: every chain stands in the stream once, in order and without a gap. */
function expectChains(blocks: readonly Block[]): void {
  const entries = blocks.flatMap((block) => block.entries.map(({ entry }) => entry));
  const chains = Map.groupBy(entries, ({ device_id, epoch }) => `${device_id}/${epoch}`);
  for (const chain of chains.values()) {
    const first = chain[0] as Envelope;
    expect(findChainFault(first.device_id, genesis(first.epoch), chain)).toBeNull();
  }
}

/** SYN9: posting every entry again, one by one from nothing, comes to the same documents, block by block. */
function expectReposted(blocks: readonly Block[]): void {
  const documents = new Map<string, AnyDocument>();
  for (const block of blocks) {
    const declared = block.entries.flatMap(({ entry }) => keysOf(entry));
    const workspace = new Workspace(documents, keySet(declared), {
      stream: block.stream,
      rev: block.position,
    });
    const outcomes = block.entries.map(({ entry, address }) =>
      post(entry, { stream: block.stream, received_at: block.received_at, address }, workspace),
    );
    expect(outcomes).toEqual(block.entries.map(({ outcome }) => outcome));
    const changes = workspace.changes();
    expect((block.documents ?? []).map(({ scope_before: _, ...changed }) => changed)).toEqual(changes);
    for (const { collection, value } of changes) documents.set(keyText({ collection, id: value._id }), value);
  }
}

/** The collections hold the last version of each document, and nothing else. */
async function expectWritten(store: CentralStore, blocks: readonly Block[]): Promise<void> {
  const stream = blocks[0]?.stream;
  if (stream === undefined) return;
  const expected = new Map([...documentsAt(blocks, blocks.length)].map(([key, { value }]) => [key, value]));
  const written = new Map<string, AnyDocument>();
  let after: string | null = null;
  do {
    const page = await store.snapshotPage(stream, collectionNames, after, 500);
    for (const { collection, value } of page.documents)
      written.set(keyText({ collection, id: value._id }), value);
    after = page.next;
  } while (after !== null);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
}
