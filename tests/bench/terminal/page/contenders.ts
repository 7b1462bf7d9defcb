import { must } from '../../../../shared/result.ts';
import type { Counter } from './counter.ts';
import type { Contender, ContenderName } from './measure-commits.ts';
import { openNaive } from './naive.ts';
import { openPouchdb } from './pouchdb.ts';
import { openRaw } from './raw.ts';

/** Ours, and three other ways to record the same sale. */
export async function contendersOf(counter: Counter): Promise<Readonly<Record<ContenderName, Contender>>> {
  const { till } = counter;
  const ours: Contender = async () => {
    const { tickets_sold } = must(till.state().view?.shift, 'open shift');
    // A screen sees the sale when a state that counts it reaches its listener.
    const shown = counter.until(({ view }) => view?.shift?.tickets_sold === tickets_sold + 1);
    await counter.sell(counter.scratchTicket());
    await shown;
  };
  await ours();
  const [ticket] = await till.recentTickets(1);
  const [entry] = (await till.unsentEntries(1_000_000)).slice(-1);
  const [batch] = must(till.state().view, 'view').inventory;
  const sold = {
    ticket: must(ticket, 'ticket').ticket,
    entry: must(entry, 'entry'),
    batch: must(batch, 'batch'),
  };
  return { ours, raw: await openRaw(sold), naive: await openNaive(sold), pouchdb: await openPouchdb(sold) };
}
