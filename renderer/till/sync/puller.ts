import { ChangesAnswer, type StreamName } from '../../../shared/protocol/till.ts';
import { ok, type Refusal, type Result } from '../../../shared/result.ts';
import type { Documents, PulledPage, StreamCursor } from '../store/documents.ts';
import { checkPage } from './check-page.ts';
import type { EpochPapers } from './papers.ts';
import type { ServerCalls } from './server-calls.ts';
import type { Round } from './sync-loop.ts';

export interface PullerParts {
  readonly papers: EpochPapers;
  readonly server: ServerCalls;
  documents(): Documents;
  /** Writes a page and moves the view to it. */
  apply(page: PulledPage): Promise<void>;
  /** Loads both streams anew into the other generation and swaps them. */
  takeSnapshot(): Promise<Result<void>>;
  onProblem(problem: Refusal | null): void;
}

/** Brings the documents of both streams down: a whole page with its cursor, or nothing of it (SYN5, SYN11). */
export class Puller {
  readonly #parts: PullerParts;
  /** A snapshot was taken, and no page has come since: a server that asks for one again at once has to wait. */
  #fresh = false;

  constructor(parts: PullerParts) {
    this.#parts = parts;
  }

  async round(): Promise<Round> {
    const pulled = await this.#pull();
    this.#parts.onProblem(pulled.ok ? null : pulled.refusal);
    return pulled.ok ? pulled.value : 'retry';
  }

  async #pull(): Promise<Result<Round>> {
    let more = false;
    // The chain's first: a sale may name a lottery that came just before it.
    for (const stream of ['chain', 'store'] as const) {
      const cursor = this.#parts.documents().cursor(stream);
      const page = cursor ? await this.#changesAfter(stream, cursor) : null;
      if (page === null || (!page.ok && page.refusal.code === 'snapshot_needed')) {
        const taken = await this.#parts.takeSnapshot();
        if (!taken.ok) return taken;
        const round = this.#fresh ? 'retry' : 'again';
        this.#fresh = true;
        return ok(round);
      }
      if (!page.ok) return page;
      if (page.value.cursor.position === cursor?.position) continue;
      await this.#parts.apply(page.value);
      more ||= page.value.more;
    }
    this.#fresh = false;
    return ok(more ? 'again' : 'idle');
  }

  async #changesAfter(stream: StreamName, cursor: StreamCursor) {
    const { position, nonce } = cursor;
    const page = await changes(this.#parts, stream, `after=${position}&nonce=${encodeURIComponent(nonce)}`);
    if (!page.ok) return page;
    const { received_at } = page.value.cursor;
    // An answer without blocks has no time of its own.
    return ok({
      ...page.value,
      cursor: { ...page.value.cursor, received_at: received_at ?? cursor.received_at },
    });
  }
}

/** One page of changes, checked whole. */
export async function changes(
  { server, papers }: Pick<PullerParts, 'server' | 'papers'>,
  stream: StreamName,
  range: string,
): Promise<Result<PulledPage & { readonly cursor: StreamCursor; readonly more: boolean }>> {
  const answer = await server.call({
    method: 'GET',
    path: `/api/changes?stream=${stream}&${range}`,
    token: papers.token,
    answer: ChangesAnswer,
    timeoutMs: 60_000,
  });
  if (!answer.ok) return answer;
  const { documents, removed, cursor, received_at, more } = answer.value;
  const checked = checkPage(documents, papers.store_id);
  if (!checked.ok) return checked;
  return ok({
    stream,
    documents: checked.value,
    removed: removed.map(({ collection, id }) => `${collection}/${id}`),
    cursor: { ...cursor, received_at },
    more,
  });
}
