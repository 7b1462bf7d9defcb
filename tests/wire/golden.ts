import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionName } from '../../shared/schema/collections.ts';
import { allBlocks, allDocuments, type JournalBlock, postAgain } from './post-again.ts';
import { recordTrace } from './record-trace.ts';
import { type Wire, wireOfToday } from './wire.ts';

/**
 * A folder per version: `journal.jsonl`, blocks without what they resulted in; `documents.jsonl`, that; `wire.json`;
 * and `posted-again.jsonl`, where later rules make other documents of that journal.
 * The journal of a released version is never written again: shops have such entries in their databases for ever.
 */
const folder = join(import.meta.dirname, 'golden');

export const versions = (): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .sort()
    : [];

/** Of package.json: what is being worked on, or was just released. */
export const versionOfToday = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string })
  .version;

/** Once the changelog has a heading of its own for it. */
export const isReleased = (version: string): boolean =>
  readFileSync('CHANGELOG.md', 'utf8')
    .split('\n')
    .some((line) => line.startsWith('## ') && line.slice(3).split(' ')[0] === version);

export const readWire = (version: string): Wire => JSON.parse(read(version, 'wire.json')) as Wire;

export const readJournal = (version: string): JournalBlock[] =>
  read(version, 'journal.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JournalBlock);

/** What its journal comes to by the rules of today. */
export const readDocuments = (version: string): string =>
  read(
    version,
    existsSync(join(folder, version, 'posted-again.jsonl')) ? 'posted-again.jsonl' : 'documents.jsonl',
  );

/** What that release made of it: so it stands in shops, whatever rules came later. */
export const documentsAsReleased = (version: string) =>
  read(version, 'documents.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { collection: CollectionName; value: unknown });

export const asLines = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Writes what may be written of a version; what was released stays, but for documents that new rules post otherwise. */
export async function record(version: string): Promise<void> {
  const today = wireOfToday();
  if (isReleased(version)) {
    const wire = readWire(version);
    if (today.posting_version <= wire.posting_version) return;
    write(version, 'posted-again.jsonl', asLines(postAgain(readJournal(version))));
    write(version, 'wire.json', jsonOf({ ...wire, posting_version: today.posting_version }));
    return;
  }
  if (version !== versionOfToday) return;
  const { store } = await recordTrace();
  // Not canonical: a quarantined entry is kept as the text it came as, order of keys included.
  const journal = (await allBlocks(store)).map(({ stream, position, received_at, entries }) =>
    JSON.stringify({ stream, position, received_at, entries }),
  );
  write(version, 'journal.jsonl', asLines(journal));
  write(version, 'documents.jsonl', asLines(await allDocuments(store)));
  write(version, 'wire.json', jsonOf(today));
}

const jsonOf = (wire: Wire): string => `${JSON.stringify(wire, null, 2)}\n`;
const read = (version: string, name: string): string => readFileSync(join(folder, version, name), 'utf8');

function write(version: string, name: string, text: string): void {
  mkdirSync(join(folder, version), { recursive: true });
  writeFileSync(join(folder, version, name), text);
}
