import fc from 'fast-check';

/** Checks a law over many cases, the same in every run. Counterexamples belong into the test as examples. */
export const holds = <T>(property: fc.IProperty<T>, numRuns = 500): void =>
  fc.assert(property, { seed: 20261122, numRuns });

/** Fills arrays like `crypto.getRandomValues`, the same in every run (mulberry32). */
export function seededValues(seed: number): (array: Uint32Array) => void {
  let state = seed;
  return (array) => {
    for (let index = 0; index < array.length; index++) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      array[index] = mixed ^ (mixed >>> 14);
    }
  };
}

/** An instant between 2020 and 2035, to the millisecond. */
export const anyInstant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((ms) => new Date(ms).toISOString());

/** Zones that change at different hours, by an hour, by half an hour, at midnight, and not at all. */
export const anyZone = fc.constantFrom(
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'America/Nuuk',
  'Pacific/Apia',
  'UTC',
);

export const anyTimeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
