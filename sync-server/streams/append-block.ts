import { isTooLarge, withoutBody } from '../../shared/journal/bounds.ts';
import { genesis, hashEntry } from '../../shared/journal/chain.ts';
import { chainStream, type Envelope } from '../../shared/journal/entry.ts';
import { isPseudo, quarantineId } from '../../shared/posting/keys.ts';
import {
  headKey,
  type Judgement,
  judge,
  post,
  postingVersion,
  postOrRefuse,
  pseudoDevice,
} from '../../shared/posting/posting.ts';
import { scopeOf } from '../../shared/protocol/scope.ts';
import { keyText } from '../../shared/schema/collections.ts';
import type { Block, BlockDocument, BlockEntry } from '../store/port.ts';
import type { DocumentsAtHand } from './append-documents.ts';
import type { BlockBudget } from './quarantine-budget.ts';
import type { Draft } from './streams.ts';

/** Of a server's or head office's own entry: a bug of who decided, hence no fact to keep. */
export class DraftNotPosted extends Error {}

/** A block while it is made: entries are posted one after the other, each on what those before it left. */
export class BlockDraft {
  readonly entries: BlockEntry[] = [];
  readonly #stream: string;
  readonly #position: number;
  readonly #receivedAt: string;
  readonly #documents: DocumentsAtHand;
  readonly budget: BlockBudget;

  constructor(
    stream: string,
    position: number,
    receivedAt: string,
    documents: DocumentsAtHand,
    budget: BlockBudget,
  ) {
    this.budget = budget;
    this.#stream = stream;
    this.#position = position;
    this.#receivedAt = receivedAt;
    this.#documents = documents;
  }

  /**
   * Posts an entry, without its body where it cannot be posted and its device has used up its quarantine. The caller
   * has checked that it continues its chain and has its documents at hand.
   */
  async take(entry: Envelope, address: string | null, judged: Judgement = judge(entry)): Promise<void> {
    const context = { stream: this.#stream, received_at: this.#receivedAt, address };
    const { workspace } = this.#documents;
    const mayKeep = () => isPseudo(entry.device_id) || this.budget.take(entry);
    const outcome = postOrRefuse({ envelope: entry, judged, context, documents: workspace }, mayKeep);
    if (outcome) {
      this.entries.push({ entry, outcome, address });
      return;
    }
    const short = withoutBody(entry);
    const judgedShort = judge(short);
    await this.#documents.need(judgedShort.keys);
    this.entries.push({ entry: short, outcome: post(short, context, workspace, judgedShort), address });
  }

  /** Seals a draft as the pseudo-device's next entry and posts it. */
  async add(actor: 'server' | 'hq', draft: Draft): Promise<void> {
    const device_id = pseudoDevice(actor, this.#stream);
    const key = headKey(device_id, 1);
    await this.#documents.need([key]);
    const end = this.#documents.workspace.get('heads', key.id) ?? genesis(1);
    const unsealed = {
      device_id,
      epoch: 1,
      seq: end.seq + 1,
      prev_hash: end.hash,
      kind: draft.kind,
      body: draft.body,
      store_id: this.#stream === chainStream ? null : this.#stream,
      user_id: draft.user_id,
      at: this.#receivedAt,
      uptime_ms: 0,
    };
    const entry: Envelope = { ...unsealed, hash: hashEntry(unsealed), signature: '' };
    const judged = judge(entry);
    await this.#documents.need(judged.keys);
    await this.take(entry, draft.address ?? null, judged);
    if (this.entries.at(-1)?.outcome === 'posted') return;
    const kept = this.#documents.workspace.get(
      'quarantine',
      quarantineId(device_id, 1, entry.seq, entry.hash),
    );
    throw new DraftNotPosted(`${draft.kind} by ${device_id}: ${kept?.reason} ${kept?.detail}`);
  }

  /**
   * Keeps entries of a branch aside (SYN3): the first branch stays, each entry of another one is kept once, at most
   * `limit` in this block. A branch moves no head, so what earlier blocks kept comes along again and does not count.
   */
  async quarantineFork(
    entries: readonly Envelope[],
    limit: number,
  ): Promise<{ readonly taken: number; readonly complete: boolean }> {
    let taken = 0;
    for (const entry of entries) {
      const { device_id, epoch, seq, hash } = entry;
      const id = quarantineId(device_id, epoch, seq, hash);
      await this.#documents.need([{ collection: 'quarantine', id }]);
      if (this.#documents.workspace.get('quarantine', id)) continue;
      if (taken >= limit) return { taken, complete: false };
      taken += 1;
      await this.add('server', {
        kind: 'entry.quarantined',
        user_id: null,
        body: {
          device_id,
          epoch,
          seq,
          hash,
          reason: 'fork',
          detail: `another entry ${seq} of this epoch came first`,
          entry_json: JSON.stringify(
            isTooLarge(entry) || !this.budget.take(entry) ? withoutBody(entry) : entry,
          ),
        },
      });
    }
    return { taken, complete: true };
  }

  finish(nonce: string): Block & { readonly documents: readonly BlockDocument[] } {
    return {
      stream: this.#stream,
      position: this.#position,
      nonce,
      posting_version: postingVersion,
      received_at: this.#receivedAt,
      entries: this.entries,
      documents: this.#documents.workspace.changes().map((changed) => {
        const { collection, value } = changed;
        const before = this.#documents.before(keyText({ collection, id: value._id }));
        if (!before) return changed;
        const scopeBefore = scopeOf(collection, before);
        return sameScope(scopeBefore, scopeOf(collection, value))
          ? changed
          : { ...changed, scope_before: scopeBefore };
      }),
      outgoing: [],
    };
  }
}

const sameScope = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((member) => b.includes(member));
