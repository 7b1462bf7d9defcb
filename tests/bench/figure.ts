/**
 * One measured figure. `value` is the median over `samples`, one a repetition; the spread is their lowest
 * and highest. A ratio is computed within each repetition, so that a busy machine slows both of its sides.
 */
export type Figure = {
  value: number;
  unit: 'ratio' | 'ms' | 'bytes' | 'entries/s' | 'documents/s';
  samples: readonly number[];
  /** What the figure should be, as docs/performance.md states it. */
  goal?: { atMost: number } | { atLeast: number };
};

export type BenchOptions = {
  repetitions: number;
  /** 1 is the size that docs/performance.md reports; smaller values are for trying a bench out. */
  scale: number;
  /** An empty folder on a real disk; the runner removes it. */
  scratch: string;
  log: (line: string) => void;
};

/** A bench measures the figures of one group (`commit`, `drain`, …), by their names in `--json`. */
export type Bench = {
  group: string;
  measure: (options: BenchOptions) => Promise<Record<string, Figure>>;
};

/** The figure of samples: `goal` is left out where the issue names none. Throws where one is no measurement. */
export function figureOf(unit: Figure['unit'], samples: readonly number[], goal?: Figure['goal']): Figure {
  // Less than nothing, such as memory that was freed meanwhile, would meet every goal.
  if (samples.length === 0 || !samples.every((sample) => sample >= 0))
    throw new Error(`these are no measurements in ${unit}: ${samples.join(', ')}`);
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const value =
    sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] ?? Number.NaN)
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { value, unit, samples, ...(goal === undefined ? {} : { goal }) };
}

export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
