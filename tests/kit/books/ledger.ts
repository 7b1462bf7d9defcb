import { canonicalJson } from '../../../shared/journal/canonical.ts';
import { genesisHash } from '../../../shared/journal/entry.ts';
import {
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  keyText,
} from '../../../shared/schema/collections.ts';
import type { Block, BlockDocument, StoredEntry } from '../../../sync-server/store/port.ts';
import { forTerminal } from '../../../sync-server/streams/feed-documents.ts';
import { belongsTo } from './scope.ts';
import { mustHold } from './violation.ts';

interface Version {
  readonly position: number;
  readonly document: BlockDocument;
  /** As tills hold it, made when it is first compared. */
  text: string | null;
}

/** Two documents are the same where their texts are. Made once for each text that comes along, for many checks. */
export function textOf(document: unknown): string {
  return canonicalText(JSON.stringify(document));
}

export function canonicalText(json: string): string {
  const known = texts.get(json);
  if (known !== undefined) return known;
  if (texts.size > 50_000) texts.clear();
  const text = canonicalJson(JSON.parse(json));
  texts.set(json, text);
  return text;
}

const texts = new Map<string, string>();

export const entryName = (of: { readonly device_id: string; readonly epoch: number; readonly seq: number }) =>
  `${of.device_id}/${of.epoch}/${of.seq}`;

/**
 * What the streams hold, block by block as they were appended: what the checks compare everything with. Trimming does
 * not touch it; restoring the database takes it back.
 */
export class Ledger {
  readonly blocks = new Map<string, Block[]>();
  readonly entries = new Map<string, StoredEntry>();
  readonly #versions = new Map<string, Map<string, Version[]>>();
  readonly #ends = new Map<string, { seq: number; hash: string }>();
  /** The last versions by collection, sorted when they are first asked for at a position. */
  readonly #sorted = new Map<
    string,
    { readonly position: number; readonly by: ReadonlyMap<CollectionName, readonly AnyDocument[]> }
  >();

  /** A block was appended. */
  take(block: Block): void {
    const blocks = this.blocks.get(block.stream) ?? [];
    this.blocks.set(block.stream, blocks);
    const there = blocks[block.position - 1];
    if (there) {
      mustHold(
        'SYN1',
        there.nonce === block.nonce,
        () => `block ${block.stream}/${block.position} was replaced`,
      );
      return;
    }
    mustHold(
      'SYN5',
      block.position === blocks.length + 1,
      () => `a gap before ${block.stream}/${block.position}`,
    );
    blocks.push(block);
    for (const { entry, outcome, address } of block.entries) {
      const chain = `${entry.device_id}/${entry.epoch}`;
      const end = this.#ends.get(chain) ?? { seq: 0, hash: genesisHash };
      const name = entryName(entry);
      mustHold(
        'SYN2',
        !this.entries.has(name),
        () => `${name} stands twice, again at ${block.stream}/${block.position}`,
      );
      mustHold('JRN3', entry.seq === end.seq + 1, () => `${name} follows entry ${end.seq}`);
      mustHold('JRN3', entry.prev_hash === end.hash, () => `${name} does not seal the one before it`);
      this.#ends.set(chain, { seq: entry.seq, hash: entry.hash });
      this.entries.set(name, { entry, outcome, address, stream: block.stream, position: block.position });
    }
    const versions = this.#versions.get(block.stream) ?? new Map<string, Version[]>();
    this.#versions.set(block.stream, versions);
    for (const document of block.documents ?? []) {
      const key = keyText({ collection: document.collection, id: document.value._id });
      const known = versions.get(key) ?? [];
      versions.set(key, known);
      mustHold(
        'SYN11',
        document.created === (known.length === 0),
        () => `${key} is ${document.created ? 'made twice' : 'changed before it is made'}`,
      );
      mustHold(
        'SYN11',
        document.value.rev === block.position,
        () => `${key} stands at ${document.value.rev} in block ${block.position}`,
      );
      known.push({ position: block.position, document, text: null });
    }
  }

  /** A copy of what is there now, to be made good again by `reset`. */
  copy(): readonly Block[] {
    return [...this.blocks.values()].flat();
  }

  reset(blocks: readonly Block[]): void {
    for (const map of [this.blocks, this.entries, this.#versions, this.#ends, this.#sorted]) map.clear();
    for (const block of blocks) this.take(block);
  }

  position(stream: string): number {
    return this.blocks.get(stream)?.length ?? 0;
  }

  /** Keys of the documents that blocks after one position, up to another, changed. */
  changedBetween(stream: string, after: number, to: number): ReadonlySet<string> {
    const blocks = this.blocks.get(stream)?.slice(after, to) ?? [];
    return new Set(
      blocks.flatMap(({ documents }) =>
        (documents ?? []).map(({ collection, value }) => keyText({ collection, id: value._id })),
      ),
    );
  }

  /** The documents of a stream as its terminals of one store hold them at a position, as `textOf` by key. */
  heldAt(stream: string, position: number, storeId: string): Map<string, string> {
    const held = new Map<string, string>();
    for (const key of this.#versions.get(stream)?.keys() ?? []) {
      const text = this.textAt(stream, key, position, storeId);
      if (text !== null) held.set(key, text);
    }
    return held;
  }

  /** One document of those; null where they do not hold it. */
  textAt(stream: string, key: string, position: number, storeId: string): string | null {
    const version = this.#versions
      .get(stream)
      ?.get(key)
      ?.findLast((one) => one.position <= position);
    if (!version) return null;
    const { collection, value } = version.document;
    if (!belongsTo(storeId, collection, value)) return null;
    version.text ??= textOf(forTerminal(collection, value).value);
    return version.text;
  }

  /** The last version of every document of a stream. */
  last(stream: string): BlockDocument[] {
    return [...(this.#versions.get(stream)?.values() ?? [])].map((all) => (all.at(-1) as Version).document);
  }

  all<C extends CollectionName>(stream: string, collection: C): readonly DocumentOf<C>[] {
    const position = this.position(stream);
    let sorted = this.#sorted.get(stream);
    if (sorted?.position !== position) {
      const by = Map.groupBy(this.last(stream), (document) => document.collection);
      sorted = { position, by: new Map([...by].map(([name, all]) => [name, all.map(({ value }) => value)])) };
      this.#sorted.set(stream, sorted);
    }
    return (sorted.by.get(collection) ?? []) as DocumentOf<C>[];
  }
}
