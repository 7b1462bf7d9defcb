export type ContenderName = 'ours' | 'raw' | 'naive' | 'pouchdb';

/** Records one sale its own way; resolves when it is durable and visible. */
export type Contender = () => Promise<void>;

/** Milliseconds a sale, by contender. They take turns, each time in another order: whatever slows the machine slows all. */
export async function measureCommits(
  contenders: Readonly<Record<ContenderName, Contender>>,
  names: readonly ContenderName[],
  count: number,
): Promise<Record<string, number[]>> {
  const samples: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(n + i) % names.length];
      if (name === undefined) continue;
      const before = performance.now();
      await contenders[name]();
      samples[name]?.push(performance.now() - before);
    }
  }
  return samples;
}
