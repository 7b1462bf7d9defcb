import { chainStream } from '../../../shared/journal/entry.ts';
import { type Ledger, textOf } from '../../kit/books/ledger.ts';
import { checkReposted } from '../../kit/books/stream-laws.ts';
import type { Simulation } from '../simulation.ts';
import type { Machine } from '../world/machine.ts';
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
