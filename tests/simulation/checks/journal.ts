import { findChainFault, genesis } from '../../../shared/journal/chain.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { mustHold } from '../../kit/books/violation.ts';
import type { Row } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';

/** The entry in a row of the journal; null in the row that only says that an epoch was begun. */
export function entryIn(row: Row): Envelope | null {
  const value = JSON.parse(String(row.text)) as Partial<Envelope>;
  return value.seq === undefined ? null : (value as Envelope);
}

/** The entries on a machine's disk, in order of epoch and number. */
export const journalOf = (machine: Machine): Envelope[] =>
  [...machine.journal.rows('journal')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, row]) => entryIn(row) ?? []);

/** JRN3: of every epoch, what is on the disk is a chain; it begins later only where entries were let go. */
export function checkJournal(machine: Machine): void {
  const chains = Map.groupBy(journalOf(machine), ({ device_id, epoch }) => `${device_id}/${epoch}`);
  for (const [name, entries] of chains) {
    const first = entries[0] as Envelope;
    const before =
      first.seq === 1
        ? genesis(first.epoch)
        : { epoch: first.epoch, seq: first.seq - 1, hash: first.prev_hash };
    const fault = findChainFault(first.device_id, before, entries);
    mustHold(
      'JRN3',
      fault === null,
      () => `${machine.name}: ${fault?.fault} at entry ${fault?.index} of ${name}`,
    );
  }
}
