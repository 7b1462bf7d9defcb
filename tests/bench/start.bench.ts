import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { type Bench, type BenchOptions, figureOf, percentile } from './figure.ts';
import { addUnsent, type BenchTill, openEmptyTill, openFullTill } from './terminal/bench-till.ts';
import { msUntilItMaySell } from './terminal/ms-until-it-may-sell.ts';
import { openSite, type Site } from './terminal/site.ts';
import { untilKept } from './terminal/until-kept.ts';

const { version } = packageJson;

const reloads = 5;

/** How long a full register takes from a reload of its page until it may sell, beside one that is new; both cut off. */
export const bench: Bench = {
  group: 'start',
  async measure(options) {
    const site = await openSite(options.scratch, 'register and bench');
    try {
      const tills = await prepare(site, options);
      const ratios: number[] = [];
      for (let n = 0; n < options.repetitions; n++) ratios.push(await repeat(tills, options.log));
      await Promise.all([tills.empty.close(), tills.full.close()]);
      return { full_vs_empty: figureOf('ratio', ratios, { atMost: 1.5 }) };
    } finally {
      await site.close();
    }
  },
};

interface Tills {
  readonly empty: BenchTill;
  readonly full: BenchTill;
}

async function prepare(site: Site, { scratch, scale, log }: BenchOptions): Promise<Tills> {
  log('filling a till');
  const full = await openFullTill(join(scratch, 'full'), site, scale);
  const empty = await openEmptyTill(join(scratch, 'empty'), site);
  site.unplug();
  await addUnsent(full, scale);
  for (const till of [empty, full]) {
    await till.page.goto(`${site.url}/`);
    // The first load brings the page's files into the cache.
    await msUntilItMaySell(till.page);
  }
  if (scale >= 0.1) await untilKept(full.page, version);
  return { empty, full };
}

async function repeat({ empty, full }: Tills, log: (line: string) => void): Promise<number> {
  const emptyMs: number[] = [];
  const fullMs: number[] = [];
  for (let n = 0; n < reloads; n++) {
    emptyMs.push(await msUntilItMaySell(empty.page));
    fullMs.push(await msUntilItMaySell(full.page));
  }
  const [ofEmpty, ofFull] = [percentile(emptyMs, 0.5), percentile(fullMs, 0.5)];
  log(`empty ${ofEmpty.toFixed(0)} ms, full ${ofFull.toFixed(0)} ms`);
  return ofFull / ofEmpty;
}
