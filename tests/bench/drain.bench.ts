import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchScript, buildBenchPages, openBenchPage } from './drain/bench-page.ts';
import { measureOurs } from './drain/ours.ts';
import { measurePouchdb } from './drain/pouchdb.ts';
import { type Bench, figureOf } from './figure.ts';

const salesOffline = 5_000;

/** How fast a terminal gets rid of what it sold without a network, beside PouchDB with the same sales. */
export const bench: Bench = {
  group: 'drain',
  async measure({ repetitions, scale, scratch, log }) {
    const sales = Math.max(20, Math.round(salesOffline * scale));
    const built = join(scratch, 'built');
    await buildBenchPages(built);
    const ratios: number[] = [];
    const rates: number[] = [];
    for (let n = 1; n <= repetitions; n += 1) {
      const folder = join(scratch, String(n));
      mkdirSync(folder);
      const open = (script: BenchScript, origin: string) =>
        openBenchPage({ profile: join(folder, script), built, origin }, script);
      const ours = await measureOurs(sales, folder, open);
      const theirs = await measurePouchdb(ours.documents, folder, open);
      ratios.push(theirs.seconds / ours.seconds);
      rates.push(sales / ours.seconds);
      log(
        `${sales} sales: ${ours.seconds.toFixed(2)} s; PouchDB, ${ours.documents.length} documents: ` +
          `${theirs.seconds.toFixed(2)} s`,
      );
    }
    return {
      pouchdb_vs_ours: figureOf('ratio', ratios, { atLeast: 5 }),
      entries_per_s: figureOf('entries/s', rates, { atLeast: 1_000 }),
    };
  },
};
