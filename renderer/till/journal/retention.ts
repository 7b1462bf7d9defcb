import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import type { DocumentOf } from '../../../shared/schema/collections.ts';
import type { Documents } from '../store/documents.ts';
import type { EpochRef, Marks } from '../store/marks.ts';
import { headOf } from '../view/view.ts';
import type { Journal } from './journal.ts';

/** Longer than the server's backups are kept: a restored server finds here what it lacks (JRN4, SYN12). */
const keptDays = 35;
const dayMs = 24 * hourMs;

/**
 * Lets entries go that the pulled documents have contained for 35 days of the server's time. The device's clock has no
 * say: it may be anything. Resolves to the number of the first entry kept, or to null where nothing was due.
 */
export async function retain(
  parts: { readonly journal: Journal; readonly marks: Marks; readonly documents: Documents },
  epoch: EpochRef,
  serverTime: string,
): Promise<number | null> {
  const head = headOf(parts.documents, epoch);
  const acked = parts.marks.getOf('acked', epoch);
  if (!head || !acked) return null;
  const seq = Math.min(head.seq, acked.seq);
  const days = [...(parts.marks.getOf('contained', epoch)?.days ?? [])];
  const newest = days.at(-1);
  // A server restored from a backup contains less than it did: what it had then counts no more.
  const kept = days.filter((day) => day.seq <= seq);
  if (!newest || instantMs(serverTime) >= instantMs(newest.at) + dayMs || kept.length < days.length) {
    kept.push({ seq, at: serverTime });
    await parts.marks.setOf('contained', epoch, { days: kept });
  }
  const before = instantAt(instantMs(serverTime) - keptDays * dayMs);
  const due = kept.filter((day) => day.at <= before);
  const last = due.at(-1);
  if (!last) return null;
  // A start that finds what was confirmed last, but not the entry that it names, takes the journal for lost.
  await parts.marks.keepHeld();
  // All but that one: it is what the chain's own end is checked against at the next start.
  const first = Math.min(last.seq, await firstHeld(parts.documents, epoch));
  await parts.journal.remove(epoch, first - 1);
  await parts.marks.setOf('contained', epoch, {
    days: kept.filter((day) => day === last || !due.includes(day)),
  });
  return first;
}

/** The server may have no more than the hash of what it holds in quarantine, and the feed carries no entries. */
async function firstHeld(documents: Documents, epoch: EpochRef): Promise<number> {
  const held = await documents.findByLookup(`quarantine/${epoch.device_id}/held`);
  const firsts = held
    .map(({ value }) => value as DocumentOf<'quarantine'>)
    .filter((one) => one.epoch === epoch.epoch && one.reason !== 'fork')
    .map(({ first_seq }) => first_seq);
  return Math.min(Number.POSITIVE_INFINITY, ...firsts);
}
