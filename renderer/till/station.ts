import { cryptoRandomInt } from '../../shared/domain/numbers.ts';
import { inTurn } from '../../shared/in-turn.ts';
import type { ChainEnd, Envelope } from '../../shared/journal/entry.ts';
import { type BodyOf, type EntryOf, entryKinds, type TillKind } from '../../shared/journal/kinds.ts';
import { signerOf } from '../../shared/journal/signature.ts';
import { must, ok, type Refusal, type Result, refuse } from '../../shared/result.ts';
import type { Session, TillPhase, TillState } from './api.ts';
import type { Change } from './change.ts';
import { boundedInstants, type TillClock } from './clock.ts';
import { type Desk, deviceRefusal, type Making } from './commands/desk.ts';
import type { Journal } from './journal/journal.ts';
import { retain } from './journal/retention.ts';
import type { SecondCopy } from './journal/second-copy.ts';
import { Unprinted } from './journal/unprinted.ts';
import type { Platform } from './platform.ts';
import type { DocumentDatabase, Generation } from './store/databases.ts';
import type { PulledPage } from './store/documents.ts';
import { Generations } from './store/generations.ts';
import type { EpochRef, Marks } from './store/marks.ts';
import { Contact } from './sync/contact.ts';
import type { EpochPapers, Papers } from './sync/papers.ts';
import type { ServerCalls } from './sync/server-calls.ts';
import { loadSnapshot } from './sync/snapshot.ts';
import { Checkpoint, type CheckpointRows } from './view/checkpoint.ts';
import { type CheckpointState, KeptOverlay } from './view/kept-overlay.ts';
import { isComplete } from './view/till-view.ts';
import { headOf, View } from './view/view.ts';

export interface StationParts {
  readonly platform: Platform;
  readonly papers: Papers;
  readonly marks: Marks;
  readonly journal: Journal;
  readonly copy: SecondCopy | null;
  readonly documentDatabase: DocumentDatabase;
  readonly server: ServerCalls;
  readonly clock: TillClock;
  /** Something that screens show has changed. */
  onChange(what: Change): void;
  /** An entry was committed: it wants to be sent. */
  onCommit(): void;
}

/** The last entries of epochs, read at the start. */
type Tails = Map<EpochPapers, readonly Envelope[]>;

/**
 * The terminal in one epoch: its journal and view, and the two things that change them, in turn: own entries being
 * committed and pages being applied.
 */
export class Station {
  readonly epoch: EpochPapers;
  readonly view: View;
  readonly contact: Contact;
  readonly unprinted: Unprinted;
  readonly #parts: StationParts;
  readonly #generations: Generations;
  readonly #sign: (hashHex: string) => Promise<string>;
  readonly #turns = inTurn();
  readonly #checkpoint: Checkpoint;
  /** The newest instant of an own sale that has passed for sure. */
  #boundedAt: string | null = null;
  #session: Session | null = null;
  #snapshotDocuments: number | null = null;
  #broken: Refusal | null = null;
  #isEnding = false;

  private constructor(
    parts: StationParts,
    opened: {
      readonly epoch: EpochPapers;
      readonly view: View;
      readonly contact: Contact;
      readonly unprinted: Unprinted;
      readonly generations: Generations;
      readonly sign: (hashHex: string) => Promise<string>;
      readonly rows: CheckpointRows;
    },
  ) {
    this.#parts = parts;
    this.epoch = opened.epoch;
    this.view = opened.view;
    this.contact = opened.contact;
    this.unprinted = opened.unprinted;
    this.#generations = opened.generations;
    this.#sign = opened.sign;
    const { documentDatabase: database, platform, journal } = parts;
    this.#checkpoint = new Checkpoint(
      {
        database,
        platform,
        state: () => this.#checkpointState(),
        inTurn: (task) => this.#turns(async () => task()),
        unsent: () => journal.end(this.epoch).seq - (headOf(this.view.documents, this.epoch)?.seq ?? 0),
      },
      opened.view,
      opened.rows,
    );
  }

  static async open(parts: StationParts): Promise<Station> {
    const { papers, marks, journal, clock, documentDatabase } = parts;
    const epoch = must(papers.current(), 'papers');
    const generations = new Generations(documentDatabase, marks, epoch);
    const documents = await generations.open(generations.inUse, clock.read().now);
    const { tails, kept, rows } = await readTails(parts, epoch, generations.inUse, documents);
    const tail = tails.get(epoch) ?? [];
    const contact = await Contact.open(marks, journal, epoch, tail, kept?.mark ?? null);
    const unprinted = await Unprinted.open(parts, epoch, tail, () => parts.onChange('slips'));
    const view = new View(epoch, documents, (of, seq) => journal.get(of, seq));
    const sign = await signerOf(epoch.private_key);
    const station = new Station(parts, { epoch, view, contact, unprinted, generations, sign, rows });
    const after = kept ? tail.slice(1) : await station.#entriesAfter(documents, tails);
    if (kept) await view.restore(kept, after);
    else await station.#moveTo(documents, after);
    station.#bound([...(kept?.mark.bounded_at ? [kept.mark.bounded_at] : []), ...boundedInstants(after)]);
    clock.begin([station.#boundedAt, contact.last].filter((at) => at !== null));
    station.#checkpoint.begin();
    return station;
  }

  get session(): Session | null {
    return this.#session;
  }

  set session(session: Session | null) {
    this.#session = session;
    this.#parts.onChange('people');
  }

  /** How many documents of a snapshot are loaded; null while none is. */
  get snapshotDocuments(): number | null {
    return this.#snapshotDocuments;
  }

  /** The documents are enough to sell by, and so is the journal. */
  get isComplete(): boolean {
    return isComplete(this.view, this.epoch) && bridgesGap(this.#parts, this.view.documents, this.epoch);
  }

  /** By head office, as far as this till has heard. */
  get stopped(): TillState['stopped'] {
    return deviceRefusal({ view: this.view, papers: this.epoch, isRevoked: this.#isRevoked });
  }

  get phase(): TillPhase {
    const lost = this.#parts.marks.getOf('lost', this.epoch);
    if (lost) return { phase: 'journal_lost', deviceName: this.epoch.device_name, reason: lost.reason };
    if (this.#broken) return { phase: 'failed', refusal: this.#broken };
    return this.isComplete
      ? { phase: 'ready' }
      : { phase: 'loading_documents', documents: this.#snapshotDocuments ?? 0 };
  }

  /** Whether entries can be made here now. */
  get isOpen(): boolean {
    return !this.#isEnding && this.phase.phase === 'ready';
  }

  /** What commands work with here: the till's own desk. Its training has another (`training.ts`). */
  get desk(): Desk {
    const { platform, papers, clock } = this.#parts;
    return {
      papers: this.epoch,
      tillSecret: must(papers.binder.till_secret, 'till secret'),
      posVersion: platform.host.posVersion,
      view: this.view,
      randomInt: cryptoRandomInt((cells) =>
        new Uint8Array(cells.buffer).set(platform.random.bytes(cells.byteLength)),
      ),
      session: () => this.#session,
      reading: () => clock.read(),
      isOnline: () => this.contact.online,
      isRevoked: this.#isRevoked,
      offlineUse: (lotteryId) => this.contact.use(lotteryId),
      unprinted: () => this.unprinted.numbers,
      commit: (kind, make) => this.commit(kind, make),
    };
  }

  readonly #isRevoked = () => this.#parts.marks.getOf('status', this.epoch)?.status === 'revoked';

  /** Checks, seals and writes one entry, durable when it resolves, and posts it into the view (JRN1, JRN2). */
  commit<K extends TillKind>(
    kind: K,
    make: (making: Making) => Promise<Result<BodyOf<K>>> | Result<BodyOf<K>>,
    userId: string | null = this.#session?.user.id ?? null,
  ): Promise<Result<EntryOf<K>>> {
    return this.#turns(async () => {
      const { journal, platform, clock } = this.#parts;
      if (!this.isOpen) return notReady;
      const stopped = entryKinds[kind].whenStopped === 'refused' ? this.stopped : null;
      if (stopped) return { ok: false, refusal: stopped };
      const { device_id, epoch, store_id } = this.epoch;
      const reading = clock.read();
      const made = await make({ seq: journal.end(this.epoch).seq + 1, reading });
      if (!made.ok) return made;
      const entry = {
        device_id,
        epoch,
        kind,
        store_id,
        user_id: userId,
        at: reading.now,
        body: made.value as Record<string, unknown>,
        uptime_ms: Math.floor(platform.host.uptimeMs()),
      };
      const committed = await journal.append(entry, this.#sign, (unsigned) => this.view.refusal(unsigned));
      if (!committed.ok) return committed;
      await this.#parts.copy?.follow(committed.value);
      await this.#posted(committed.value);
      return ok(committed.value as unknown as EntryOf<K>);
    });
  }

  /** Writes a page in one transaction, then moves the view to it. */
  async apply(page: PulledPage): Promise<void> {
    const { documents } = this.view;
    await documents.write(page, page.cursor?.received_at ?? null);
    await this.#turns(async () => {
      const own = this.view.pending ?? (await this.#entriesAfter(documents));
      const prepared = await this.view.prepare(documents, own);
      documents.take(page);
      this.view.move(documents, prepared);
    });
    this.#checkpoint.moved();
    this.#parts.onChange('documents');
  }

  /** Selling goes on over the old documents until the new ones are exact. */
  async takeSnapshot(): Promise<Result<void>> {
    const { server, clock } = this.#parts;
    const received_at = this.view.documents.cursor('store')?.received_at ?? null;
    try {
      this.#setSnapshot(0);
      const into = await this.#generations.fresh(clock.read().now);
      const onProgress = (count: number) => this.#setSnapshot(count);
      const loaded = await loadSnapshot({ papers: this.epoch, server, into, received_at, onProgress });
      if (!loaded.ok) return loaded;
      await this.#turns(async () => {
        await this.#generations.swap();
        const documents = await this.#generations.open(this.#generations.inUse, clock.read().now);
        await this.#moveTo(documents, await this.#entriesAfter(documents));
      });
      this.#checkpoint.moved();
    } finally {
      this.#setSnapshot(null);
    }
    await this.#generations.removeOther();
    await this.view.documents.removeOld();
    return ok(undefined);
  }

  /** Now and then, when the server's time is known. */
  async tidy(serverTime: string): Promise<void> {
    const { papers, journal, marks, copy } = this.#parts;
    const { documents } = this.view;
    for (const epoch of papers.binder.epochs) {
      const first = await retain({ journal, marks, documents }, epoch, serverTime);
      if (first !== null) await copy?.prune(epoch, first);
    }
    await documents.removeOld();
  }

  get epochs(): readonly EpochPapers[] {
    return this.#parts.papers.binder.epochs;
  }

  endOf(epoch: EpochRef): ChainEnd {
    return this.#parts.journal.end(epoch);
  }

  readJournal(epoch: EpochRef, from: number, limit: number): Promise<Envelope[]> {
    return this.#parts.journal.read(epoch, from, limit);
  }

  /** From now on no entry is begun. */
  end(): void {
    this.#isEnding = true;
  }

  /** Nothing is written any more when this resolves: commits and pages that are under way have ended. */
  async settled(): Promise<void> {
    await this.#checkpoint.close();
    await this.#turns(async () => {});
  }

  /** Of every epoch, also of older ones whose entries are still to be sent (JRN5). */
  async #entriesAfter(documents: View['documents'], tails: Tails = new Map()): Promise<Envelope[]> {
    const { papers, journal } = this.#parts;
    const entries: Envelope[] = [];
    for (const epoch of papers.binder.epochs.toSorted((a, b) => a.epoch - b.epoch)) {
      const first = firstAfter(this.#parts, documents, epoch);
      if (first !== null) entries.push(...(await journal.readTail(epoch, first, tails.get(epoch) ?? [])));
    }
    return entries;
  }

  async #moveTo(documents: View['documents'], entries: readonly Envelope[]): Promise<void> {
    this.view.move(documents, await this.view.prepare(documents, entries));
  }

  async #posted(entry: Envelope): Promise<void> {
    try {
      await this.view.extend(entry);
    } catch (error) {
      // The entry is durable and stands; a view that cannot show it must not be sold from.
      this.#parts.platform.report(error);
      this.#broken = refuse('till.broken').refusal;
    }
    // With the view and not before it: the offers come of both, and are put together once.
    this.contact.committed(entry);
    this.unprinted.follow(entry);
    this.#bound(boundedInstants([entry]));
    this.#checkpoint.committed();
    this.#parts.onCommit();
    this.#parts.onChange('documents');
  }

  #bound(instants: readonly string[]): void {
    for (const at of instants) if (this.#boundedAt === null || at > this.#boundedAt) this.#boundedAt = at;
  }

  #checkpointState(): CheckpointState | null {
    const { journal, marks } = this.#parts;
    const { documents, hasOnlyThisEpoch } = this.view;
    const [store, chain] = [documents.cursor('store'), documents.cursor('chain')];
    const { device_id, epoch } = this.epoch;
    const { seq, hash } = journal.end(this.epoch);
    if (this.#broken || !store || !hasOnlyThisEpoch || marks.getOf('lost', this.epoch)) return null;
    const generation = this.#generations.inUse;
    return {
      device_id,
      epoch,
      seq,
      hash,
      generation,
      store,
      chain,
      bounded_at: this.#boundedAt,
      ...this.contact.since,
    };
  }

  #setSnapshot(documents: number | null): void {
    this.#snapshotDocuments = documents;
    this.#parts.onChange('documents');
  }
}

export const notReady = refuse('till.not_ready');

/** The last entries of every epoch: of this one only those after the checkpoint, where one goes with all of it. */
async function readTails(
  { papers, marks, journal, platform, documentDatabase }: StationParts,
  epoch: EpochPapers,
  generation: Generation,
  documents: View['documents'],
): Promise<{ readonly tails: Tails; readonly kept: KeptOverlay | null; readonly rows: CheckpointRows }> {
  const { kept: found, isEmpty } = await KeptOverlay.read(documentDatabase, platform);
  const fits = found?.goesWith(epoch, generation, documents) && !marks.getOf('lost', epoch);
  const afterFound = found && fits ? await journal.openEpoch(epoch, found.mark.seq) : [];
  const kept = found && afterFound[0]?.hash === found.mark.hash ? found : null;
  const tails: Tails = new Map([[epoch, kept ? afterFound : await journal.openEpoch(epoch)]]);
  for (const one of papers.binder.epochs) if (one !== epoch) tails.set(one, await journal.openEpoch(one));
  // Such as its second copy brought back: they stand over the documents too.
  const hasOlder = papers.binder.epochs.some(
    (one) => one !== epoch && firstAfter({ marks, journal }, documents, one) !== null,
  );
  if (!kept || !hasOlder) return { tails, kept, rows: kept ? 'own' : isEmpty ? 'none' : 'other' };
  tails.set(epoch, await journal.openEpoch(epoch));
  return { tails, kept: null, rows: 'other' };
}

/** Whether these documents contain what the journal lacks before its newest entries. */
function bridgesGap({ marks }: Pick<StationParts, 'marks'>, documents: View['documents'], epoch: EpochRef) {
  return (headOf(documents, epoch)?.seq ?? 0) >= (marks.getOf('gap', epoch)?.seq ?? 0);
}

/** The first entry of an epoch that these documents do not contain; null where they contain all. */
function firstAfter(
  { marks, journal }: Pick<StationParts, 'marks' | 'journal'>,
  documents: View['documents'],
  epoch: EpochRef,
): number | null {
  // Of a chain that the server has as another one, nothing here is true any more.
  if (marks.getOf('lost', epoch)) return null;
  const head = headOf(documents, epoch);
  // What was sold in between is not known: no sum over what follows it would be right.
  if (!bridgesGap({ marks }, documents, epoch)) return null;
  return head && head.seq < journal.end(epoch).seq ? head.seq + 1 : null;
}
