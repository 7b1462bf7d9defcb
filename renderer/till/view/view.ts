import type { Envelope } from '../../../shared/journal/entry.ts';
import {
  headKey,
  type Judgement,
  judge,
  post,
  refusalOf,
  tooLargeToCommit,
} from '../../../shared/posting/posting.ts';
import { Workspace } from '../../../shared/posting/workspace.ts';
import { feedCollections } from '../../../shared/protocol/scope.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';
import {
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  keyText,
} from '../../../shared/schema/collections.ts';
import { DocumentMap } from '../store/document-map.ts';
import { type Held, lookupOf, orderOf } from '../store/document-rows.ts';
import type { DocumentSource, Documents } from '../store/documents.ts';
import type { EpochRef } from '../store/marks.ts';
import type { KeptOverlay } from './kept-overlay.ts';

interface PreparedMove {
  readonly own: readonly Envelope[];
  /** Own entries that the server keeps in quarantine. */
  readonly aside: readonly Envelope[];
  readonly loaded: Map<string, AnyDocument>;
}

interface Judged {
  readonly judgement: Judgement;
  readonly keys: readonly string[];
}

interface PostedDocument {
  readonly key: string;
  readonly value: AnyDocument;
}

/**
 * The pulled documents with own entries posted over them: those that come after the own head *in these documents*,
 * whatever the server has acknowledged meanwhile. A page that moves the head takes its entries out of the overlay.
 */
export class View<Source extends DocumentSource = Documents> {
  #documents: Source;
  readonly #storeId: string;
  readonly #device: EpochRef;
  /** Own entries, oldest first, of all epochs; those that the documents contain drop out. */
  #own: readonly Envelope[] = [];
  #overlay = new DocumentMap();
  /** Tickets and sales of own entries before `#own`, which a start did not post again; null where `#own` is all. */
  #kept: KeptOverlay | null = null;
  /** Keys of the overlay that no checkpoint has as they are. */
  #unkept = new Set<string>();
  #hasOnlyThisEpoch = true;
  readonly #judged = new WeakMap<Envelope, Judged>();
  readonly #readOwn: (epoch: EpochRef, seq: number) => Promise<Envelope | null>;
  /** What the entry that is being committed comes to, as it was checked: after its commit that is shown. */
  #checked: {
    readonly hash: string;
    readonly judged: Judged;
    readonly posted: readonly PostedDocument[];
  } | null = null;
  readonly #lists = new Map<
    CollectionName,
    { readonly base: number; readonly over: number; readonly list: readonly AnyDocument[] }
  >();

  /** `readOwn`: an entry of the journal of this device. */
  constructor(
    device: EpochRef & { readonly store_id: string },
    documents: Source,
    readOwn: (epoch: EpochRef, seq: number) => Promise<Envelope | null>,
  ) {
    this.#readOwn = readOwn;
    this.#storeId = device.store_id;
    this.#device = device;
    this.#documents = documents;
  }

  get documents(): Source {
    return this.#documents;
  }

  /** Own entries that the documents do not contain yet; null where a start read the last ones only. */
  get pending(): readonly Envelope[] | null {
    return this.#kept ? null : this.#own;
  }

  /** False while entries of older epochs, or such that the server set aside, stand in the overlay too. */
  get hasOnlyThisEpoch(): boolean {
    return this.#hasOnlyThisEpoch;
  }

  get unkept(): number {
    return this.#unkept.size;
  }

  /** Up to `limit` documents that no checkpoint has yet; from now on one has them. */
  takeUnkept(limit: number): (readonly [string, AnyDocument])[] {
    const taken: (readonly [string, AnyDocument])[] = [];
    for (const key of this.#unkept) {
      if (taken.length >= limit) break;
      this.#unkept.delete(key);
      const value = this.#overlay.get(key);
      if (value) taken.push([key, value]);
    }
    return taken;
  }

  putBack(keys: readonly string[]): void {
    for (const key of keys) this.#unkept.add(key);
  }

  /** At a start: over the documents what a checkpoint kept, and over that the entries that came after it. */
  async restore(kept: KeptOverlay, after: readonly Envelope[]): Promise<void> {
    for (const { collection, value } of await kept.light()) {
      this.#overlay.set(keyText({ collection, id: value._id }), value);
    }
    this.#kept = kept;
    for (const entry of after) await this.extend(entry);
  }

  /**
   * What a move to `documents` needs of the database, read ahead: the table has the page already, so that its rows are
   * those after the move, and the move itself is without a wait in which screens would see half of it.
   */
  async prepare(documents: Source, own: readonly Envelope[]): Promise<PreparedMove> {
    const { device_id } = this.#device;
    const kept = await documents.findByLookup(`quarantine/${device_id}/held`);
    const aside: Envelope[] = [];
    for (const { value } of kept) {
      const { reason, device_id, epoch, seq, hash } = value as DocumentOf<'quarantine'>;
      if (reason === 'fork' || reason === 'revoked' || reason === 'over_budget') continue;
      const entry = await this.#readOwn({ device_id, epoch }, seq);
      if (entry?.hash === hash) aside.push(entry);
    }
    const keys = new Set([...own, ...aside].flatMap((entry) => this.#judge(entry).keys));
    return { own, aside, loaded: await documents.loadWritten([...keys]) };
  }

  /** Stands on `documents` from now on, with the own entries that they do not contain posted over them. */
  move(documents: Source, { own, aside, loaded }: PreparedMove): void {
    const overlay = new DocumentMap();
    const unkept = new Set<string>();
    const put = (entry: Envelope, isAside: boolean) => {
      for (const { key, value } of this.#posted(entry, loaded, documents)) {
        if (isAside && leftToRelease.some((collection) => key.startsWith(collection))) continue;
        loaded.set(key, value);
        overlay.set(key, value);
        unkept.add(key);
      }
    };
    for (const entry of aside) if (headOf(documents, entry)) put(entry, true);
    const after = own.filter((entry) => isAfterHead(documents, entry));
    for (const entry of after) put(entry, false);
    this.#documents = documents;
    this.#own = after;
    this.#overlay = overlay;
    this.#kept = null;
    this.#unkept = unkept;
    this.#hasOnlyThisEpoch = aside.length === 0 && after.every(({ epoch }) => epoch === this.#device.epoch);
    // Their versions were those of other documents; what is the same all the same stays the same array.
    for (const [collection, { list }] of this.#lists)
      this.#lists.set(collection, { base: -1, over: -1, list });
  }

  /** Why this entry may not be made, asked before it is signed and written. */
  async refusal(entry: Envelope): Promise<Refusal | null> {
    const judged = this.#judge(entry);
    const loaded = await this.#load(judged.keys);
    const workspace = new Workspace(loaded, new Set(judged.keys), { stream: this.#storeId, rev: 0 });
    const refused = refusalOf(entry, workspace, judged.judgement);
    if (refused) return refused;
    const posted = this.#posted(entry, loaded, this.#documents);
    const reasons = posted.map(({ value }) => ('reason' in value ? value.reason : null));
    if (reasons.includes('too_large')) return tooLargeToCommit;
    if (reasons.includes('posting_failed')) return cannotPost;
    this.#checked = { hash: entry.hash, judged, posted };
    return null;
  }

  /** Posts an entry that was just committed. */
  async extend(entry: Envelope): Promise<void> {
    const checked = this.#checked?.hash === entry.hash ? this.#checked : null;
    this.#checked = null;
    if (checked) this.#judged.set(entry, checked.judged);
    const posted =
      checked?.posted ?? this.#posted(entry, await this.#load(this.#judge(entry).keys), this.#documents);
    for (const { key, value } of posted) {
      this.#overlay.set(key, value);
      this.#unkept.add(key);
    }
    this.#own = [...this.#own, entry];
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<DocumentOf<C> | null> {
    const key = keyText({ collection, id });
    return ((await this.#load([key])).get(key) as DocumentOf<C> | undefined) ?? null;
  }

  /** Of a collection that is held in memory. */
  held<C extends CollectionName>(collection: C, id: string): DocumentOf<C> | null {
    const key = keyText({ collection, id });
    return (this.#overlay.get(key) ?? this.#documents.memory.get(key)) as DocumentOf<C> | null;
  }

  /** All that is held in memory of a collection; the same array until something in it changes. */
  all<C extends CollectionName>(collection: C): readonly DocumentOf<C>[] {
    const base = this.#documents.memory.version(collection);
    const over = this.#overlay.version(collection);
    const known = this.#lists.get(collection);
    if (known?.base === base && known.over === over) return known.list as DocumentOf<C>[];
    const merged = new Map([...this.#documents.memory.of(collection), ...this.#overlay.of(collection)]);
    const list = sameOr(known?.list ?? [], [...merged.values()]);
    this.#lists.set(collection, { base, over, list });
    return list as DocumentOf<C>[];
  }

  async find<C extends CollectionName>(collection: C, lookup: string): Promise<DocumentOf<C>[]> {
    const base = await this.#pulledAndKept((of) => of.findByLookup(lookup));
    return this.#merge(collection, base, (value) => lookupOf(collection, value) === lookup);
  }

  /** Newest first. */
  async newestTickets(limit: number): Promise<DocumentOf<'tickets'>[]> {
    const merged = this.#merge(
      'tickets',
      await this.#pulledAndKept((of) => of.newestTickets(limit)),
      () => true,
    );
    const order = new Map(merged.map((ticket) => [ticket, orderOf('tickets', ticket)]));
    return merged.sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1)).slice(0, limit);
  }

  /** What is kept replaces what was pulled of the same document, because it comes later. */
  async #pulledAndKept(read: (of: DocumentSource | KeptOverlay) => Promise<Held[]>): Promise<Held[]> {
    const [pulled, kept] = await Promise.all([read(this.#documents), this.#kept ? read(this.#kept) : []]);
    return [...pulled, ...kept];
  }

  #merge<C extends CollectionName>(
    collection: C,
    base: readonly Held[],
    belongs: (value: AnyDocument) => boolean,
  ): DocumentOf<C>[] {
    const merged = new Map(base.map((held) => [`${collection}/${held.value._id}`, held.value]));
    for (const [key, value] of this.#overlay.of(collection)) {
      if (belongs(value)) merged.set(key, value);
      else merged.delete(key);
    }
    return [...merged.values()] as DocumentOf<C>[];
  }

  #posted(
    entry: Envelope,
    loaded: ReadonlyMap<string, AnyDocument>,
    documents: DocumentSource,
  ): PostedDocument[] {
    const rev = documents.cursor('store')?.position ?? 0;
    const { judgement, keys } = this.#judge(entry);
    const workspace = new Workspace(loaded, new Set(keys), { stream: this.#storeId, rev });
    post(entry, { stream: this.#storeId, received_at: null, address: null }, workspace, judgement);
    return workspace
      .changes()
      .filter(({ collection }) => inView.has(collection))
      .map(({ collection, value }) => ({ key: keyText({ collection, id: value._id }), value }));
  }

  async #load(keys: readonly string[]): Promise<Map<string, AnyDocument>> {
    const over: [string, AnyDocument][] = [];
    const elsewhere: string[] = [];
    for (const key of keys) {
      const value = this.#overlay.get(key);
      if (value) over.push([key, value]);
      else elsewhere.push(key);
    }
    const [pulled, kept] = await Promise.all([
      this.#documents.load(elsewhere),
      this.#kept?.loadWritten(elsewhere) ?? [],
    ]);
    return new Map([...pulled, ...kept, ...over]);
  }

  /** Once an entry: its body is checked for it, 50 ms for 500 tickets where a browser allows no `eval`. */
  #judge(entry: Envelope): Judged {
    const known = this.#judged.get(entry);
    if (known) return known;
    const judgement = judge(entry);
    const judged = { judgement, keys: judgement.keys.map(keyText) };
    this.#judged.set(entry, judged);
    return judged;
  }
}

/** The list of before where it holds the same documents, so that nothing is put together anew for it. */
const sameOr = (before: readonly AnyDocument[], after: readonly AnyDocument[]): readonly AnyDocument[] =>
  before.length === after.length && after.every((document, index) => document === before[index])
    ? before
    : after;

/** It would be printed and paid for, and then stand in quarantine with nothing to show for it (JRN2). */
const { refusal: cannotPost } = refuse('till.cannot_post');

/**
 * What posting an entry in quarantine changes at the server alone: its head has moved already, and what is wrong with it
 * is judged when it is released. All else it does here until then.
 */
const leftToRelease = ['heads/', 'quarantine/', 'exceptions/'];

/** Audit logs stay on the server. */
const inView: ReadonlySet<CollectionName> = new Set(feedCollections('store'));

/** Without a head in the documents nothing of that epoch can be posted: its first page is still to come. */
function isAfterHead(documents: DocumentSource, entry: Envelope): boolean {
  const head = headOf(documents, entry);
  return head !== null && entry.seq > head.seq;
}

/** The end of an epoch as these documents have it. */
export const headOf = (documents: DocumentSource, of: EpochRef): DocumentOf<'heads'> | null =>
  documents.memory.get(keyText(headKey(of.device_id, of.epoch))) as DocumentOf<'heads'> | null;
