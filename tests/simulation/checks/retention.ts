import type { Envelope } from '../../../shared/journal/entry.ts';
import { headKey } from '../../../shared/posting/posting.ts';
import { mustHold } from '../../kit/books/violation.ts';
import type { Row } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';
import { entryIn } from './journal.ts';
import { generationOf } from './terminal.ts';

/** Up to where the documents on a machine's disk contain an epoch. */
function containedSeq(machine: Machine, device_id: string, epoch: number): number {
  const row = machine.documents.rows(generationOf(machine)).get(`heads/${headKey(device_id, epoch).id}`);
  return row ? (JSON.parse(String(row.text)) as { seq: number }).seq : 0;
}

/** JRN4: a till lets go only of what its documents contain, and never of the end of its chain. */
export function checkLetGo(machine: Machine, { device_id, epoch, seq }: Envelope): void {
  const name = `${machine.name} lets entry ${seq} of epoch ${epoch} go`;
  const contained = containedSeq(machine, device_id, epoch);
  mustHold('JRN4', seq <= contained, () => `${name}, its documents contain them up to ${contained}`);
  const isLater = (row: Row) => {
    const entry = row._deleted ? null : entryIn(row);
    return entry?.device_id === device_id && entry.epoch === epoch && entry.seq > seq;
  };
  mustHold('JRN4', [...machine.journal.of('journal').values()].some(isLater), () => `${name}, the last one`);
}

/** JRN4: what a till notes as contained, to let it go one day, is in its documents. `name`: of a mark. */
export function checkContained(machine: Machine, name: string, mark: Row): void {
  const [kind, device_id = '', epoch] = name.split('/');
  if (kind !== 'contained') return;
  const { days } = JSON.parse(String(mark.text)) as { days: readonly { seq: number }[] };
  const noted = days.at(-1)?.seq ?? 0;
  const contained = containedSeq(machine, device_id, Number(epoch));
  mustHold(
    'JRN4',
    noted <= contained,
    () =>
      `${machine.name} notes ${noted} entries of epoch ${epoch} as contained, its documents have ${contained}`,
  );
}
