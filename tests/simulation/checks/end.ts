import { chainStream } from '../../../shared/journal/entry.ts';
import { collectionNames, keyText } from '../../../shared/schema/collections.ts';
import { forTerminal } from '../../../sync-server/feed-documents.ts';
import type { CentralStore } from '../../../sync-server/store/port.ts';
import type { Simulation } from '../simulation.ts';
import type { Machine } from '../world/machine.ts';
import { type Ledger, textOf } from './ledger.ts';
import { checkReposted } from './stream-laws.ts';
import { checkDocuments } from './terminal.ts';
import { mustHold } from './violation.ts';

/** What holds when all is healed and has come to rest. */
export async function checkEnd({ witness, machines, central }: Simulation): Promise<void> {
  const { ledger } = witness;
  witness.look(machines);
  for (const machine of machines) {
    if (machine.retired) continue;
    checkDocuments(machine, ledger, witness.isKnown);
    checkView(machine, ledger);
  }
  for (const [stream, blocks] of ledger.blocks) {
    await checkWritten(central.raw, ledger, stream);
    checkReposted(blocks);
  }
}

/** SYN7: what the screens of a till show is what the server has. */
function checkView({ name, storeId, run }: Machine, ledger: Ledger): void {
  const view = run?.till.state().view;
  mustHold('SYN7', view != null, () => `${name} shows nothing`);
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
      mustHold('SYN7', there === text, () => `${name} shows ${collection} ${text}, the server has ${there}`);
    }
  }
  const shift = ledger
    .all(storeId, 'shifts')
    .filter((one) => one.status === 'open' && one._id === view.shift?._id);
  mustHold('SYN7', view.shift === null || shift.length === 1, () => `${name} shows a shift that is not open`);
}

/** SYN1: the collections hold the last version of every document, and nothing else. */
export async function checkWritten(store: CentralStore, ledger: Ledger, stream: string): Promise<void> {
  const expected = new Map(
    ledger
      .last(stream)
      .map(({ collection, value }) => [
        keyText({ collection, id: value._id }),
        textOf(forTerminal(collection, value).value),
      ]),
  );
  let after: string | null = null;
  let found = 0;
  do {
    const page: Awaited<ReturnType<CentralStore['snapshotPage']>> = await store.snapshotPage(
      stream,
      collectionNames,
      after,
      500,
    );
    for (const { collection, value } of page.documents) {
      const key = keyText({ collection, id: value._id });
      // Signs of life stand beside what is posted.
      const text = textOf(forTerminal(collection, value).value);
      mustHold(
        'SYN1',
        text === expected.get(key),
        () => `${key} is ${text} in the database, its block says ${expected.get(key)}`,
      );
      found += 1;
    }
    after = page.next;
  } while (after !== null);
  mustHold(
    'SYN1',
    found === expected.size,
    () => `${stream} has ${found} documents in the database, its blocks ${expected.size}`,
  );
}
