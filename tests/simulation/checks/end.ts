import { createHash } from 'node:crypto';
import { chainStream } from '../../../shared/journal/entry.ts';
import { collectionNames, keyText } from '../../../shared/schema/collections.ts';
import type { CentralStore } from '../../../sync-server/store/port.ts';
import { forTerminal } from '../../../sync-server/streams/feed-documents.ts';
import type { Simulation } from '../simulation.ts';
import type { Machine } from '../world/machine.ts';
import { type Ledger, textOf } from './ledger.ts';
import { checkReposted } from './stream-laws.ts';
import { checkDocuments } from './terminal.ts';

/** What holds when all is healed and has come to rest. */
export function checkEnd({ witness, machines }: Simulation): void {
  const { ledger } = witness;
  witness.look(machines);
  for (const machine of machines) {
    if (machine.retired) continue;
    checkDocuments(machine, ledger, witness.isKnown);
  }
  for (const blocks of ledger.blocks.values()) checkReposted(blocks);
}

/** SYN7: what the screens of a till show is what the server has; in words where it is not. */
export function viewFault({ name, storeId, run }: Machine, ledger: Ledger): string | null {
  const view = run?.till.state().view;
  if (!view) return `${name} shows nothing`;
  const shown = {
    lotteries: view.lotteries,
    users: view.users,
    pos_devices: view.devices,
    inventory: view.inventory,
    stock_levels: view.stockLevels,
    exceptions: view.exceptions,
  } as const;
  for (const [collection, documents] of Object.entries(shown)) {
    for (const document of documents) {
      const stream = document.stream === chainStream ? chainStream : storeId;
      const there = ledger.textAt(stream, `${collection}/${document._id}`, Number.POSITIVE_INFINITY, storeId);
      const text = textOf(document);
      if (there !== text) return `${name} shows ${collection} ${text}, the server has ${there}`;
    }
  }
  const open = ledger
    .all(storeId, 'shifts')
    .some((one) => one.status === 'open' && one._id === view.shift?._id);
  return view.shift === null || open ? null : `${name} shows a shift that is not open`;
}

/** SYN1: the collections hold the last version of every document, and nothing else; in words where they do not. */
export async function writtenFault(store: CentralStore, ledger: Ledger): Promise<string | null> {
  for (const stream of ledger.blocks.keys()) {
    const expected = new Map(
      ledger
        .last(stream)
        .map(({ collection, value }) => [
          keyText({ collection, id: value._id }),
          textOf(forTerminal(collection, value).value),
        ]),
    );
    for await (const [key, text] of documentsOf(store, stream)) {
      if (text !== expected.get(key))
        return `${key} is ${text} in the database, its block says ${expected.get(key)}`;
      expected.delete(key);
    }
    for (const [key, text] of expected) return `the database lacks ${key}, its block says ${text}`;
  }
  return null;
}

/** SYN9: the same for the same documents, whatever engine holds them. */
export async function digestOf(store: CentralStore): Promise<string> {
  const hash = createHash('sha256');
  for (const stream of [...(await store.streams())].sort()) {
    for await (const [key, text] of documentsOf(store, stream)) hash.update(`${key} ${text}\n`);
  }
  return hash.digest('hex');
}

/** Without signs of life, which stand beside what is posted. */
async function* documentsOf(
  store: CentralStore,
  stream: string,
): AsyncGenerator<[key: string, text: string]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<CentralStore['snapshotPage']>> = await store.snapshotPage(
      stream,
      collectionNames,
      after,
      500,
    );
    for (const { collection, value } of page.documents)
      yield [keyText({ collection, id: value._id }), textOf(forTerminal(collection, value).value)];
    after = page.next;
  } while (after !== null);
}
