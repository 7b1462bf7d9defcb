import { randomBytes } from 'node:crypto';
import { type Envelope, genesisHash } from '../../shared/journal/entry.ts';
import type { AnyDocument, CollectionName, DocumentOf } from '../../shared/schema/collections.ts';
import type { Block, BlockDocument, CentralStore } from '../../sync-server/store/port.ts';
import { makeDocument } from '../kit/schema-values.ts';

export const newId = (): string => randomBytes(12).toString('hex');

/** The `n`-th id: ascending as `n` is. */
export const idOf = (n: number): string => n.toString(16).padStart(24, '0');

/** The `n`-th millisecond after some noon. */
export const instantOf = (n: number): string => new Date(Date.UTC(2026, 10, 22, 12) + n).toISOString();

export const makeBlock = (fields: Partial<Block> & Pick<Block, 'position'>): Block => ({
  stream: 'chain',
  nonce: newId(),
  posting_version: 1,
  received_at: instantOf(fields.position),
  entries: [],
  documents: [],
  outgoing: [],
  ...fields,
});

export const makeEntry = (fields: Partial<Envelope>): Envelope => ({
  device_id: idOf(1),
  epoch: 1,
  seq: 1,
  prev_hash: genesisHash,
  kind: 'sale.completed',
  body: { lines: [{ price: 250 }] },
  store_id: idOf(2),
  user_id: idOf(3),
  at: instantOf(0),
  uptime_ms: 1,
  hash: 'ab'.repeat(32),
  signature: '',
  ...fields,
});

/** As a block at `rev` leaves it. */
export function created<C extends CollectionName>(
  collection: C,
  fields: Partial<DocumentOf<C>> & { readonly stream: string; readonly rev: number },
): BlockDocument {
  return { collection, created: true, value: makeDocument(collection, { _id: newId(), ...fields }) };
}

/** The document as a block at `rev` changes it. */
export const changed = (before: BlockDocument, rev: number, fields: Partial<AnyDocument>): BlockDocument => ({
  ...before,
  created: false,
  value: { ...before.value, ...fields, rev } as AnyDocument,
});

/** Commits the block as a node does: the insert, then the documents. */
export async function commit(store: CentralStore, block: Block): Promise<void> {
  const outcome = await store.append(block);
  if (outcome !== 'appended') throw new Error(`position ${block.position} of ${block.stream} is taken`);
  await store.writeDocuments(block);
}

export async function loadValue(
  store: CentralStore,
  document: BlockDocument,
): Promise<AnyDocument | undefined> {
  const id = document.value._id;
  return (await store.load([{ collection: document.collection, id }])).get(`${document.collection}/${id}`);
}
