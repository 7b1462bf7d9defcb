import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureSales } from './bytes/measure-sales.ts';
import { buildBenchPages } from './drain/bench-page.ts';
import { type Bench, figureOf } from './figure.ts';

/** One by one at the counter, and quickly for what is too small to be seen on one sale. */
const atTheCounter = 200;
const allSales = 2_200;

/** What a sale of one ticket for cash costs on the wire and on the disks of both sides. */
export const bench: Bench = {
  group: 'bytes',
  async measure({ repetitions, scale, scratch, log }) {
    const built = join(scratch, 'built');
    await buildBenchPages(built);
    const samples: Awaited<ReturnType<typeof measureSales>>[] = [];
    for (let n = 1; n <= repetitions; n += 1) {
      const folder = join(scratch, String(n));
      mkdirSync(folder);
      const one = Math.ceil(atTheCounter * scale);
      const sample = await measureSales({ folder, built, oneByOne: one, all: Math.ceil(allSales * scale) });
      log(
        `wire ${sample.wire.toFixed(0)}, terminal ${sample.terminal.toFixed(0)}, central ${sample.central.toFixed(0)}`,
      );
      samples.push(sample);
    }
    return {
      wire_per_sale: figureOf(
        'bytes',
        samples.map(({ wire }) => wire),
      ),
      terminal_per_sale: figureOf(
        'bytes',
        samples.map(({ terminal }) => terminal),
      ),
      central_per_sale: figureOf(
        'bytes',
        samples.map(({ central }) => central),
      ),
    };
  },
};
