import { expect } from 'vitest';
import { chainStream } from '../../shared/journal/entry.ts';
import { openStore } from '../../sync-server/store/open.ts';
import { type Ledger, textOf } from '../kit/books/ledger.ts';
import { readSoundBooks } from '../kit/books/read-ledger.ts';
import { isSent, until } from '../till/machine.ts';
import type { Counter, Wire } from './counters.ts';

type Where = Parameters<typeof openStore>[0];

/** Beside the server, which stays running: waits until every till has sent its entries and pulled their results. */
export async function untilAtRest(counters: readonly Counter[], where: Where): Promise<void> {
  const store = await openStore(where);
  const positionOf = async (stream: string) => (await store.lastBlock(stream))?.position;
  for (const { till, machine, place } of counters) {
    till.sendNow();
    await until(till, 'everything sent', isSent, 60_000);
    const cursors = () => [machine.cursor('store')?.position, machine.cursor('chain')?.position];
    await expect
      .poll(async () => [cursors(), await Promise.all([place.store_id, chainStream].map(positionOf))], {
        timeout: 60_000,
      })
      .toSatisfy(([there, here]) => JSON.stringify(there) === JSON.stringify(here));
  }
  await store.close();
}

/** The central database is sound, and every entry in it was posted. */
export async function readPostedBooks(where: Where): Promise<Ledger> {
  const store = await openStore(where);
  const ledger = await readSoundBooks(store);
  await store.close();
  expect([...ledger.entries.values()].filter(({ outcome }) => outcome !== 'posted')).toEqual([]);
  return ledger;
}

/** Whatever a till has committed is there once, and whatever was acknowledged is what was sent. */
export function expectEverythingOnce(ledger: Ledger, counters: readonly Counter[], wire: Wire): void {
  for (const [name, hash] of wire.hashes) expect(ledger.entries.get(name)?.entry.hash, name).toBe(hash);
  const tickets = counters.flatMap(({ sold }) => sold.flatMap((sale) => sale.tickets));
  const stores = new Set(counters.map(({ place }) => place.store_id));
  expect(
    [...stores]
      .flatMap((store) => ledger.all(store, 'tickets'))
      .map(({ ticket_number }) => ticket_number)
      .toSorted(),
  ).toEqual(tickets.map(({ ticket }) => ticket.ticket_number).toSorted());
  for (const { machine, place } of counters) {
    const entered = [...ledger.entries.values()].filter(({ entry }) => entry.device_id === place.id);
    expect(entered.length, `entries of ${place.name}`).toBe(machine.journalKeys().length);
    // What the till holds of its store is what the server has (SYN7).
    for (const [key, document] of machine.documents()) {
      const stream = String(document.stream);
      const there = ledger.textAt(stream, key, Number.POSITIVE_INFINITY, place.store_id);
      expect(textOf(document), key).toBe(there);
    }
  }
}
