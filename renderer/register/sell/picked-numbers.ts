import type { NumberPool } from '../../../shared/schema/lotteries.ts';

/** Per pool the numbers that stand in what was typed so far, complete or not. */
export function pickedNumbers(pools: readonly NumberPool[], text: string): readonly (readonly number[])[] {
  const groups = text.split('+').map((group) => (group.match(/\d+/g) ?? []).map(Number));
  if (groups.length > 1) return pools.map((_, index) => groups[index] ?? []);
  const all = groups[0] ?? [];
  let from = 0;
  return pools.map(({ pick }, index) => {
    const to = index === pools.length - 1 ? all.length : from + pick;
    const own = all.slice(from, to);
    from = to;
    return own;
  });
}

/** What would stand there had the number been typed too, or taken back where it is there already. */
export function withNumberToggled(
  pools: readonly NumberPool[],
  text: string,
  pool: number,
  number: number,
): string {
  const groups = pickedNumbers(pools, text).map((picked, index) => {
    if (index !== pool) return picked;
    return picked.includes(number) ? picked.filter((other) => other !== number) : [...picked, number];
  });
  // Without its `+` a later pool's number would count for the first.
  const last = groups.findLastIndex((group) => group.length > 0);
  return groups
    .slice(0, last + 1)
    .map((group) => group.join(' '))
    .join(' + ');
}
