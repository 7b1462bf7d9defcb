import type { Offer } from '../../../renderer/till/api.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';
import { mustHold } from '../../kit/books/violation.ts';
import type { Machine } from '../world/machine.ts';
import { journalOf } from './journal.ts';

/**
 * DRW4: what a cut-off till says it may still sell is what its policy leaves by its journal: from the entry on that was
 * the last when the server was heard, whatever was restarted since.
 */
export function checkOfflineSales(machine: Machine, epoch: number, offers: readonly Offer[]): void {
  const row = machine.journal.rows('marks').get('contact');
  const heard = row ? (JSON.parse(String(row.text)) as { epoch: number; seq: number }) : null;
  const from = heard?.epoch === epoch ? heard.seq : 0;
  const lines = journalOf(machine)
    .filter((entry) => entry.epoch === epoch && entry.seq > from && entry.kind === 'sale.completed')
    .flatMap((entry) => (entry as unknown as EntryOf<'sale.completed'>).body.lines);
  for (const { lottery, offlineTicketsLeft } of offers) {
    const { max_tickets, allowed } = lottery.offline_policy;
    if (offlineTicketsLeft === null || max_tickets === null || !allowed) continue;
    const sold = lines.filter(({ lottery_id }) => lottery_id === lottery._id).length;
    const left = Math.max(0, max_tickets - sold);
    // The mark may be older than the server's last answer to this run, and count more.
    const isRight = machine.hasHeard ? offlineTicketsLeft >= left : offlineTicketsLeft === left;
    mustHold(
      'DRW4',
      isRight,
      () =>
        `${machine.name} may sell ${offlineTicketsLeft} more ${lottery.code} offline; ${sold} of ${max_tickets} are sold`,
    );
  }
}
