import type { NumberRange } from '../schema/scalars.ts';

/** Sets of numbers as ascending, disjoint, non-adjacent inclusive ranges. */
type Ranges = readonly NumberRange[];

export const countOf = (ranges: Ranges): number => ranges.reduce((sum, r) => sum + r.to - r.from + 1, 0);

export const contains = (ranges: Ranges, range: NumberRange): boolean =>
  ranges.some((r) => r.from <= range.from && range.to <= r.to);

/** Whether these are `count` different numbers, all of them among `ranges`. */
export const holdsExactly = (ranges: Ranges, wanted: Ranges, count: number): boolean =>
  wanted.every((range) => range.from <= range.to && contains(ranges, range)) &&
  countOf(wanted) === count &&
  countOf(wanted.reduce(addRange, [] as NumberRange[])) === count;

export function addRange(ranges: Ranges, added: NumberRange): NumberRange[] {
  const merged: NumberRange[] = [];
  for (const range of [...ranges, added].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to + 1)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}

export function removeRange(ranges: Ranges, removed: NumberRange): NumberRange[] {
  return ranges.flatMap((r) => {
    if (removed.to < r.from || r.to < removed.from) return [r];
    return [
      { from: r.from, to: removed.from - 1 },
      { from: removed.to + 1, to: r.to },
    ].filter((part) => part.from <= part.to);
  });
}

/** The lowest `count` numbers, as ranges; fewer where there are fewer. */
export function takeLowest(ranges: Ranges, count: number): NumberRange[] {
  const taken: NumberRange[] = [];
  let left = count;
  for (const range of ranges) {
    if (left <= 0) break;
    const to = Math.min(range.to, range.from + left - 1);
    taken.push({ from: range.from, to });
    left -= to - range.from + 1;
  }
  return taken;
}
