import { chainStream } from '../../../shared/journal/entry.ts';
import type { Machine } from '../world/machine.ts';
import { canonicalText, type Ledger } from './ledger.ts';
import { mustHold, Violation } from './violation.ts';

/** Which of the two collections of documents is in use. */
export function generationOf(machine: Machine): string {
  const mark = machine.journal.rows('marks').get('generation');
  return mark ? (JSON.parse(String(mark.text)) as { generation: string }).generation : 'documents_a';
}

export function cursorOf(
  machine: Machine,
  stream: 'store' | 'chain',
  generation = generationOf(machine),
): number | null {
  const row = machine.documents.rows(generation).get(`cursor/${stream}`);
  return row ? (JSON.parse(String(row.text)) as { position: number }).position : null;
}

/**
 * SYN5, SYN6, SYN11: what lies on a till's disk is exactly what its store holds of both streams at the positions of its
 * cursors. Of a database that was restored, positions may be unknown here: those are not judged.
 */
export function checkDocuments(
  machine: Machine,
  ledger: Ledger,
  known: (stream: string, nonce: string, position: number) => boolean,
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
    const { position, nonce } = JSON.parse(String(cursor.text)) as { position: number; nonce: string };
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
