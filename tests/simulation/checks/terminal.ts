import { chainStream } from '../../../shared/journal/entry.ts';
import { canonicalText, type Ledger } from '../../kit/books/ledger.ts';
import { mustHold, Violation } from '../../kit/books/violation.ts';
import type { Row } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';

/** Which of the two collections of documents is in use. */
export function generationOf(machine: Machine): string {
  const mark = machine.journal.rows('marks').get('generation');
  return mark ? (JSON.parse(String(mark.text)) as { generation: string }).generation : 'documents_a';
}

export function cursorOf(
  machine: Machine,
  stream: 'store' | 'chain',
  generation = generationOf(machine),
): Cursor | null {
  const row = machine.documents.rows(generation).get(`cursor/${stream}`);
  return row ? cursorIn(row) : null;
}

type Known = (stream: string, nonce: string, position: number) => boolean;

interface Cursor {
  readonly position: number;
  readonly nonce: string;
}

const cursorIn = (row: Row): Cursor => JSON.parse(String(row.text)) as Cursor;

/**
 * SYN5, SYN11 of one page, as it stands: of all that changed from its first position to its last, the till has the last
 * version. What did not change was right before; `checkDocuments` looks at everything now and then.
 */
export function checkPage(
  machine: Machine,
  ledger: Ledger,
  known: Known,
  page: { readonly generation: string; readonly key: string; readonly before: Row; readonly after: Row },
): void {
  const stream = page.key === 'cursor/chain' ? chainStream : machine.storeId;
  const [before, after] = [cursorIn(page.before), cursorIn(page.after)];
  if (!known(stream, before.nonce, before.position) || !known(stream, after.nonce, after.position)) return;
  const rows = machine.documents.of(page.generation);
  for (const key of ledger.changedBetween(stream, before.position, after.position)) {
    const text = ledger.textAt(stream, key, after.position, machine.storeId);
    const row = rows.get(key);
    const there = row && !row._deleted ? canonicalText(String(row.text)) : null;
    mustHold('SYN5', text === null || there !== null, () => `${machine.name} lacks ${key}`);
    mustHold(
      text === null ? 'SYN6' : 'SYN11',
      there === text,
      () => `${machine.name} has ${key} as ${there}, at ${after.position} it is ${text}`,
    );
  }
}

/**
 * SYN5, SYN6, SYN11: what lies on a till's disk is exactly what its store holds of both streams at the positions of its
 * cursors. Of a database that was restored, positions may be unknown here: those are not judged.
 */
export function checkDocuments(
  machine: Machine,
  ledger: Ledger,
  known: Known,
  generation = generationOf(machine),
): void {
  const rows = machine.documents.rows(generation);
  const expected = new Map<string, string>();
  for (const name of ['chain', 'store'] as const) {
    const cursor = rows.get(`cursor/${name}`);
    const stream = name === 'chain' ? chainStream : machine.storeId;
    if (!cursor) {
      // Nothing pulled yet.
      if (name === 'store' || rows.size === 0) return;
      continue;
    }
    const { position, nonce } = cursorIn(cursor);
    if (!known(stream, nonce, position)) return;
    for (const [key, text] of ledger.heldAt(stream, position, machine.storeId)) expected.set(key, text);
  }
  for (const [key, text] of expected) {
    const row = rows.get(key);
    mustHold('SYN5', row !== undefined, () => `${machine.name} lacks ${key}`);
    const there = canonicalText(String(row.text));
    mustHold(
      'SYN11',
      there === text,
      () => `${machine.name} has ${key} as ${there}, at its position it is ${text}`,
    );
  }
  for (const key of rows.keys()) {
    if (key.startsWith('cursor/') || expected.has(key)) continue;
    throw new Violation('SYN6', `${machine.name} holds ${key}, which is not of its scope`);
  }
}
