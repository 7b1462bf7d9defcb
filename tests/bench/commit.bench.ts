import { join } from 'node:path';
import { type Bench, type BenchOptions, type Figure, figureOf, percentile } from './figure.ts';
import { addUnsent, BenchTill, copyProfile, openEmptyTill, openFullTill } from './terminal/bench-till.ts';
import type { ContenderName } from './terminal/page/measure-commits.ts';
import { openSite, type Site } from './terminal/site.ts';

const warmUps = 20;
const salesEach = 200;
/** Of the two stores in turn, so that both meet the same machine. */
const turns = 4;

type Samples = Readonly<Record<string, number[]>>;

/** From "pay" to durable and visible, beside a raw strict put, RxDB used naively, and PouchDB. */
export const bench: Bench = {
  group: 'commit',
  async measure(options) {
    const site = await openSite(options.scratch, 'bench');
    try {
      const profiles = await prepare(site, options);
      const repetitions: Samples[] = [];
      for (let n = 0; n < options.repetitions; n++) {
        repetitions.push(await repeat(site, profiles, options, n));
      }
      return figuresOf(repetitions);
    } finally {
      await site.close();
    }
  },
};

interface Profiles {
  readonly empty: string;
  readonly full: string;
}

async function prepare(site: Site, { scratch, scale, log }: BenchOptions): Promise<Profiles> {
  const profiles = { empty: join(scratch, 'empty'), full: join(scratch, 'full') };
  log('filling a till');
  const full = await openFullTill(profiles.full, site, scale);
  const empty = await openEmptyTill(profiles.empty, site);
  site.unplug();
  await addUnsent(full, scale);
  await Promise.all([full.close(), empty.close()]);
  return profiles;
}

/** Every repetition begins with copies of the same two tills. */
async function repeat(site: Site, profiles: Profiles, options: BenchOptions, n: number): Promise<Samples> {
  const { scratch, scale, log } = options;
  const open = async (name: 'empty' | 'full') => {
    const copy = join(scratch, `${name}-${n}`);
    await copyProfile(profiles[name], copy);
    const till = await BenchTill.open(copy, site);
    await till.page.evaluate(() => benchPage.signIn());
    await till.page.evaluate((count) => benchPage.contend(count), warmUps);
    return till;
  };
  const empty = await open('empty');
  const full = await open('full');
  const count = Math.ceil((salesEach / turns) * scale);
  const samples: Record<string, number[]> = {};
  const add = (more: Samples) => {
    for (const [name, times] of Object.entries(more)) samples[name] = [...(samples[name] ?? []), ...times];
  };
  for (let turn = 0; turn < turns; turn++) {
    add(await sellAt(empty, ['ours', 'raw', 'naive', 'pouchdb'], count));
    const { ours, raw } = await sellAt(full, ['ours', 'raw'], count);
    add({ full: ours ?? [], rawBesideFull: raw ?? [] });
  }
  await Promise.all([empty.close(), full.close()]);
  for (const [name, times] of Object.entries(samples)) {
    log(`${name}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`);
  }
  return samples;
}

const sellAt = (till: BenchTill, names: readonly ContenderName[], count: number): Promise<Samples> =>
  till.page.evaluate(([who, times]) => benchPage.commits(who, times), [names, count] as const);

function figuresOf(repetitions: readonly Samples[]): Record<string, Figure> {
  const ratio = (above: string, below: string, share: number, goal?: Figure['goal']) =>
    figureOf(
      'ratio',
      repetitions.map((r) => percentile(r[above] ?? [], share) / percentile(r[below] ?? [], share)),
      goal,
    );
  return {
    p50_vs_raw: ratio('ours', 'raw', 0.5, { atMost: 2.5 }),
    p99_vs_raw: ratio('ours', 'raw', 0.99),
    naive_vs_ours_p50: ratio('naive', 'ours', 0.5, { atLeast: 2 }),
    pouchdb_vs_ours_p50: ratio('pouchdb', 'ours', 0.5),
    full_vs_empty: ratio('full', 'ours', 0.5, { atMost: 1.2 }),
  };
}
