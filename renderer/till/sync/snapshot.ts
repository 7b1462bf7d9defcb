import { type Cursor, SnapshotAnswer, type StreamName } from '../../../shared/protocol/till.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Documents, StreamCursor } from '../store/documents.ts';
import { checkPage } from './check-page.ts';
import type { EpochPapers } from './papers.ts';
import { changes } from './puller.ts';
import type { ServerCalls } from './server-calls.ts';

interface SnapshotParts {
  readonly papers: EpochPapers;
  readonly server: ServerCalls;
  /** An empty generation. */
  readonly into: Documents;
  /** The newest `received_at` known from before: what is older than 90 days is not kept. */
  readonly received_at: string | null;
  onProgress(documents: number): void;
}

/**
 * Loads both streams into an empty generation: pages while the streams move on, then every block that was written
 * meanwhile. After that it stands at exactly one position of each stream (SYN11), and may be swapped in.
 */
export async function loadSnapshot(parts: SnapshotParts): Promise<Result<void>> {
  let loaded = 0;
  for (const stream of ['chain', 'store'] as const) {
    const pages = await loadPages(parts, stream, (count) => {
      loaded += count;
      parts.onProgress(loaded);
    });
    if (!pages.ok) return pages;
    const caughtUp = await catchUp(parts, stream, pages.value.start, pages.value.last);
    if (!caughtUp.ok) return caughtUp;
  }
  return ok(undefined);
}

async function loadPages(
  { papers, server, into, received_at }: SnapshotParts,
  stream: StreamName,
  onPage: (count: number) => void,
): Promise<Result<{ readonly start: Cursor; readonly last: Cursor }>> {
  let start: Cursor | null = null;
  for (let after: string | null = null; ; ) {
    const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const answer: Result<SnapshotAnswer> = await server.call({
      method: 'GET',
      path: `/api/snapshot?stream=${stream}&limit=500${query}`,
      token: papers.token,
      answer: SnapshotAnswer,
      timeoutMs: 60_000,
    });
    if (!answer.ok) return answer;
    const page: SnapshotAnswer = answer.value;
    const checked = checkPage(page.documents, papers.store_id);
    if (!checked.ok) return checked;
    await into.write({ documents: checked.value, removed: [], stream, cursor: null }, received_at);
    onPage(checked.value.length);
    start ??= page.start;
    if (page.next === null) return ok({ start, last: page.last });
    after = page.next;
  }
}

async function catchUp(
  parts: SnapshotParts,
  stream: StreamName,
  start: Cursor,
  last: Cursor,
): Promise<Result<void>> {
  let cursor: StreamCursor = { ...last, received_at: parts.received_at };
  // Position 0 has no block: an empty stream has nothing to catch up with.
  for (let from = Math.max(1, start.position); from <= last.position; from = cursor.position + 1) {
    const page = await changes(parts, stream, `from=${from}&to=${last.position}`);
    if (!page.ok) return page;
    const { received_at } = page.value.cursor;
    cursor = { ...page.value.cursor, received_at: received_at ?? cursor.received_at };
    await parts.into.write({ ...page.value, cursor: null }, received_at);
  }
  await parts.into.write({ documents: [], removed: [], stream, cursor }, cursor.received_at);
  return ok(undefined);
}
