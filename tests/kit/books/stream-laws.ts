import { chainStream } from '../../../shared/journal/entry.ts';
import { keysOf, post } from '../../../shared/posting/posting.ts';
import { keySet, Workspace } from '../../../shared/posting/workspace.ts';
import { type AnyDocument, keyText } from '../../../shared/schema/collections.ts';
import type { Block, BlockDocument } from '../../../sync-server/store/port.ts';
import { forTerminal } from '../../../sync-server/streams/feed-documents.ts';
import { Books } from './books.ts';
import { type Ledger, textOf } from './ledger.ts';
import { checkDays, checkDrawers } from './money-laws.ts';
import { checkDraws, checkLevels, checkSerials, checkStock } from './stock-laws.ts';
import { mustHold } from './violation.ts';

/** Money, stock and tickets of a store's stream as it stands. */
export function checkStreamLaws(ledger: Ledger, stream: string, books = new Books(stream)): void {
  if (stream === chainStream) return;
  books.read(ledger.blocks.get(stream) ?? []);
  checkTickets(ledger, stream, books);
  checkDays(ledger, stream, books);
  checkDrawers(ledger, stream, books);
  checkStock(ledger, stream);
  checkSerials(ledger, stream);
  checkLevels(ledger, stream, books);
  checkDraws(ledger, stream, books);
}

/** TKT1, TKT3. */
function checkTickets(ledger: Ledger, stream: string, { counts }: Books): void {
  const tickets = ledger.all(stream, 'tickets');
  const numbers = new Set(tickets.map(({ ticket_number }) => ticket_number));
  mustHold('TKT1', numbers.size === tickets.length, () => `${stream} has a ticket number twice`);
  const cancelled = tickets.filter(({ status }) => status === 'cancelled').length;
  const twice = ledger
    .all(stream, 'exceptions')
    .filter(({ code }) => code === 'ticket.cancelled_twice').length;
  mustHold(
    'TKT3',
    counts.cancellations === cancelled + twice && counts.cancelledTwice === twice,
    () =>
      `${stream}: ${counts.cancellations} cancellations, ${cancelled} tickets cancelled, ${twice} exceptions of ${counts.cancelledTwice} twice`,
  );
}

/** SYN9: posting everything again, from nothing, comes to the same documents, block by block. */
export function checkReposted(blocks: readonly Block[]): void {
  const documents = new Map<string, AnyDocument>();
  for (const block of blocks) {
    const { stream, received_at, position } = block;
    const declared = keySet(block.entries.flatMap(({ entry }) => keysOf(entry)));
    const workspace = new Workspace(documents, declared, { stream, rev: position });
    for (const { entry, outcome, address } of block.entries) {
      const again = post(entry, { stream, received_at, address }, workspace);
      mustHold(
        'SYN9',
        again === outcome,
        () => `${entry.kind} at ${stream}/${position} is ${again} the second time`,
      );
    }
    const changes = workspace.changes();
    const before = (block.documents ?? []).map(told);
    for (const [n, changed] of changes.entries()) {
      const again = told(changed);
      mustHold(
        'SYN9',
        again === before[n],
        () => `block ${stream}/${position} comes to ${before[n]}, the second time to ${again}`,
      );
    }
    mustHold(
      'SYN9',
      changes.length === before.length,
      () => `block ${stream}/${position} has more documents`,
    );
    for (const { collection, value } of changes) documents.set(keyText({ collection, id: value._id }), value);
  }
}

/** Signs of life stand beside what is posted: a document that was loaded with them is the same without. */
const told = ({
  collection,
  created,
  value,
}: Pick<BlockDocument, 'collection' | 'created' | 'value'>): string =>
  `${created ? 'made' : 'changed'} ${textOf(forTerminal(collection, value))}`;
