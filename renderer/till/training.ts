import { inTurn } from '../../shared/in-turn.ts';
import { endOf, hashEntry } from '../../shared/journal/chain.ts';
import type { ChainEnd, Envelope } from '../../shared/journal/entry.ts';
import type { EntryOf, TillKind } from '../../shared/journal/kinds.ts';
import { headId } from '../../shared/posting/keys.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type AnyDocument, type CollectionName, keyText } from '../../shared/schema/collections.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { Change } from './change.ts';
import type { Desk } from './commands/desk.ts';
import { type HeldStore, heldInMemory } from './commands/held-baskets.ts';
import { DocumentMap } from './store/document-map.ts';
import { type DocumentSource, heldWhole } from './store/documents.ts';
import type { EpochPapers } from './sync/papers.ts';
import { View } from './view/view.ts';

/** No till of a store has it: a training slip's number is no ticket's, and every till can tell. */
export const trainingTillNumber = 0;
/** Codes of training slips are made under a secret that is none. */
const trainingSecret = '0'.repeat(64);

/**
 * A till's work over a copy of its documents: entries are made, refused and posted by the same code as always, and
 * live in memory. The journal is out of reach from here, so that nothing of it can count.
 */
export class Training {
  readonly papers: EpochPapers;
  readonly view: View<DocumentSource>;
  readonly held: HeldStore;
  readonly #turns = inTurn();
  readonly #real: () => Desk | null;
  readonly #onChange: (what: Change) => void;
  #end: ChainEnd;

  /** `real`: the desk whose clock, user and connection it shares. */
  constructor(desk: Desk, end: ChainEnd, real: () => Desk | null, onChange: (what: Change) => void) {
    this.papers = { ...desk.papers, till_number: trainingTillNumber };
    this.view = new View<DocumentSource>(this.papers, copyOf(desk), async () => null);
    this.held = heldInMemory(() => onChange('held'));
    this.#real = real;
    this.#onChange = onChange;
    this.#end = end;
  }

  desk(): Desk | null {
    const real = this.#real();
    return (
      real && {
        ...real,
        papers: this.papers,
        tillSecret: trainingSecret,
        view: this.view,
        unprinted: () => [],
        commit: (kind, make) => this.#turns(() => this.#commit(real, kind, make)),
      }
    );
  }

  async #commit<K extends TillKind>(
    real: Desk,
    kind: K,
    make: Parameters<typeof real.commit<K>>[1],
  ): Promise<Result<EntryOf<K>>> {
    const reading = real.reading();
    const seq = this.#end.seq + 1;
    const made = await make({ seq, reading });
    if (!made.ok) return made;
    const { device_id, epoch, store_id } = this.papers;
    const unsealed = {
      device_id,
      epoch,
      seq,
      prev_hash: this.#end.hash,
      kind,
      store_id,
      at: reading.now,
      uptime_ms: 0,
      user_id: real.session()?.user.id ?? null,
      body: made.value as Record<string, unknown>,
    };
    const entry: Envelope = { ...unsealed, hash: hashEntry(unsealed), signature: '' };
    const refusal = await this.view.refusal(entry);
    if (refusal) return { ok: false, refusal };
    await this.view.extend(entry);
    this.#end = endOf(entry);
    this.#onChange('training');
    return ok(entry as unknown as EntryOf<K>);
  }
}

/** What stands there now, own entries included; changes that the server sends meanwhile do not reach it. */
function copyOf({ view, papers }: Desk): DocumentSource {
  const memory = new DocumentMap();
  // No shift and no totals: a shift counted in training would say what is in the real drawer.
  for (const collection of heldWhole) {
    for (const document of view.all(collection))
      memory.set(keyText({ collection, id: document._id }), document);
  }
  const change = (collection: CollectionName, id: string, to: (document: AnyDocument) => AnyDocument) => {
    const key = keyText({ collection, id });
    const document = memory.get(key);
    if (document) memory.set(key, to(document));
  };
  change('heads', headId(papers.device_id, papers.epoch), (head) => ({
    ...(head as Head),
    till_number: trainingTillNumber,
    z_reports: 0,
  }));
  change('pos_devices', papers.device_id, (device) => ({ ...(device as PosDevice), open_shift_id: null }));
  const load = async (keys: readonly string[]) =>
    new Map(keys.flatMap((key) => (memory.get(key) ? [[key, memory.get(key) as AnyDocument] as const] : [])));
  return {
    memory,
    cursor: () => null,
    load,
    loadWritten: load,
    findByLookup: async () => [],
    newestTickets: async () => [],
  };
}
