import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Bench, type BenchOptions, figureOf, percentile } from './figure.ts';
import { addUnsent, type BenchTill, openFullTill } from './terminal/bench-till.ts';
import { msUntilAnswered, watchAnswers } from './terminal/ms-until-answered.ts';
import { msUntilItMaySell } from './terminal/ms-until-it-may-sell.ts';
import { openSite, type Site } from './terminal/site.ts';

const rounds = 15;

/** Through every screen that selling needs, and one sale; each key changes something that is seen. */
const round = [
  ...['1', '2', '+', '-', 'ArrowUp', 'ArrowDown', 'F2', 'Escape', 'F4', 'Escape', 'Backspace'],
  ...['F8', 'Escape', 'F10', 'Escape', 'F9', 'Escape', '3', 'Delete', '2', '*', '1', 'Enter', 'F3', 'F2'],
  ...['5', '0', 'Enter', '1', 'F7'],
] as const;

/** From a key to the frame that shows what it did, at a full register that is cut off. */
export const bench: Bench = {
  group: 'keys',
  async measure(options) {
    const site = await openSite(options.scratch, 'register and bench');
    try {
      const till = await prepare(site, options);
      const p95: number[] = [];
      for (let n = 0; n < options.repetitions; n++) p95.push(await repeat(till.page, options));
      await till.close();
      return { p95_ms: figureOf('ms', p95, { atMost: 50 }) };
    } finally {
      await site.close();
    }
  },
};

async function prepare(site: Site, { scratch, scale, log }: BenchOptions): Promise<BenchTill> {
  log('filling a till');
  const till = await openFullTill(join(scratch, 'full'), site, scale);
  site.unplug();
  await addUnsent(till, scale);
  await till.page.goto(`${site.url}/`);
  await msUntilItMaySell(till.page);
  await watchAnswers(till.page);
  return till;
}

async function repeat(page: Page, { scale, log }: BenchOptions): Promise<number> {
  const byKey = new Map<string, number[]>();
  for (let n = 0; n < Math.max(1, rounds * scale); n++) {
    for (const key of round) byKey.set(key, [...(byKey.get(key) ?? []), await msUntilAnswered(page, key)]);
  }
  for (const [key, times] of byKey)
    log(`${key}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
  return percentile([...byKey.values()].flat(), 0.95);
}
