import type { Head } from '../../shared/schema/heads.ts';
import type { CentralStore } from '../store/port.ts';

export const maxTillNumber = 32_767;
const pageSize = 1000;

/** The till numbers of a stream's epochs, whatever became of them. */
export async function usedTillNumbers(store: CentralStore, stream: string): Promise<ReadonlySet<number>> {
  const used = new Set<number>();
  let after: { readonly value: string; readonly id: string } | undefined;
  for (;;) {
    const heads = (await store.list('heads', {
      filter: { stream: { eq: stream } },
      sort: { field: '_id', direction: 'asc' },
      ...(after && { after }),
      limit: pageSize,
    })) as readonly Head[];
    for (const head of heads) used.add(head.till_number);
    const last = heads.at(-1);
    if (!last || heads.length < pageSize) return used;
    after = { value: last._id, id: last._id };
  }
}

/**
 * A till number that no epoch of the store has had, or null where all are used up. By chance, not the next one: a
 * server restored from a backup would give out the next one a second time, and with it ticket numbers (JRN5).
 */
export function freshTillNumber(
  used: ReadonlySet<number>,
  randomInt: (below: number) => number,
): number | null {
  const free = Array.from({ length: maxTillNumber }, (_, index) => index + 1).filter(
    (number) => !used.has(number),
  );
  return free.length === 0 ? null : (free[randomInt(free.length)] ?? null);
}
