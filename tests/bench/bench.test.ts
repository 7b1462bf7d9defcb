import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Figure, figureOf, percentile } from './figure.ts';
import { figures, groups } from './figures.ts';
import { withTable } from './report/docs.ts';
import { openJsonFile } from './report/json-file.ts';
import { figureLines } from './report/lines.ts';
import { plainNumbers } from './report/measured.ts';
import { plotOf } from './report/plot.ts';

const promised = [
  ...['commit.p50_vs_raw', 'commit.p99_vs_raw', 'commit.naive_vs_ours_p50', 'commit.pouchdb_vs_ours_p50'],
  ...[
    'commit.full_vs_empty',
    'drain.pouchdb_vs_ours',
    'drain.entries_per_s',
    'ingest.vs_loop',
    'ingest.growth',
  ],
  ...['start.full_vs_empty', 'fanout.p50_ms', 'fanout.p95_ms', 'fanout.bytes_per_terminal'],
  ...[
    'bootstrap.documents_per_s',
    'bytes.wire_per_sale',
    'bytes.terminal_per_sale',
    'bytes.central_per_sale',
  ],
  'bundle.register_gzip_bytes',
  'keys.p95_ms',
];

const measured = {
  drain: {
    pouchdb_vs_ours: figureOf('ratio', [6, 4, 5.5], { atLeast: 5 }),
    entries_per_s: figureOf('entries/s', [900, 700], { atLeast: 1_000 }),
  },
  bundle: { register_gzip_bytes: figureOf('bytes', [308_000]) },
};

describe('the figures of npm run bench', () => {
  it('have the names that were promised', () => {
    const names = groups.flatMap((group) => Object.keys(figures[group]).map((name) => `${group}.${name}`));
    expect(names.sort()).toEqual(promised.sort());
  });

  it('are medians, with the lowest and the highest beside them', () => {
    expect(figureOf('ms', [9, 1, 5]).value).toBe(5);
    expect(figureOf('ms', [4, 1, 2, 9]).value).toBe(3);
    expect(percentile([3, 1, 2, 4], 0.5)).toBe(3);
    expect(figureLines(measured)).toEqual([
      'drain.pouchdb_vs_ours       5.5×           4× – 6×                        ≥ 5×               met',
      'drain.entries_per_s         800 entries/s  700 entries/s – 900 entries/s  ≥ 1,000 entries/s  MISSED',
      'bundle.register_gzip_bytes  308,000 bytes  308,000 bytes – 308,000 bytes',
    ]);
  });

  it('fail the bench where they are less than nothing, or nothing at all', () => {
    expect(() => figureOf('bytes', [40_000, -1_200, 38_000])).toThrow('-1200');
    expect(() => figureOf('ms', [Number.NaN])).toThrow('NaN');
    expect(() => figureOf('ms', [])).toThrow();
  });

  it('are plain numbers in --json', () => {
    expect(plainNumbers(measured)).toEqual({
      drain: { pouchdb_vs_ours: 5.5, entries_per_s: 800 },
      bundle: { register_gzip_bytes: 308_000 },
    });
  });

  it('are written to a file that is there before they are measured, in a folder that is made', async () => {
    const path = join(await scratchFolder(), 'new', 'folder', 'figures.json');
    const file = openJsonFile(path);
    expect(readFileSync(path, 'utf8')).toBe('');
    if ('write' in file) file.write(measured);
    const written = readFileSync(path, 'utf8');
    expect(JSON.parse(written)).toEqual(plainNumbers(measured));
    openJsonFile(path);
    expect(readFileSync(path, 'utf8')).toBe(written);
  });

  it.each(['/proc/nope/figures.json', '/', join(import.meta.filename, 'below', 'a-file.json')])(
    'are refused before they are measured where they cannot be written: %s',
    (path) => {
      expect(openJsonFile(path)).toEqual({ fault: expect.stringContaining(path) });
    },
  );

  it('go into the page between its marks, missed goals too, and leave the rest as it was', () => {
    const mark = (text: string) => `<!-- ${text} -->`;
    const begin = mark('Measured: from here on written by `npm run bench -- --write-docs`.');
    const page = `Before\n${begin}\nA table of before\n${mark('End of what is measured.')}\nAfter\n`;
    const run = { machine: ['2 cores'], repetitions: 3, at: new Date('2026-11-23T00:00:00Z') };
    const written = withTable(page, measured, run);
    expect(written).toMatch(/^Before\n/);
    expect(written).toMatch(/\nAfter\n$/);
    expect(written).not.toContain('of before');
    expect(written).toMatch(/`drain\.entries_per_s` .* \*\*no\*\* \|/);
    expect(withTable(written, measured, run)).toBe(written);
    expect(() => withTable('a page without marks', measured, run)).toThrow();
  });

  it('are drawn on the side of the goal on which they are', () => {
    const xOf = (name: string) =>
      Number(
        new RegExp(`>${name}</text>\\n<line[^>]*>\\n<circle[^>]*cx="(\\d+)"`).exec(plotOf(measured))?.[1],
      );
    const goal = Number(/class="goal" x1="(\d+)"/.exec(plotOf(measured))?.[1]);
    expect(xOf('drain.pouchdb_vs_ours')).toBeGreaterThan(goal);
    expect(xOf('drain.entries_per_s')).toBeLessThan(goal);
  });
});

describe('docs/performance.md', () => {
  const docs = join(import.meta.dirname, '../../docs');

  it('tells every figure, as measured', () => {
    const page = readFileSync(join(docs, 'performance.md'), 'utf8');
    const table = page.slice(page.indexOf('<!-- Measured'), page.indexOf('<!-- End'));
    const told = [...table.matchAll(/^\| `([^`]+)` \|[^|]+\| \*\*[^|]+\*\* \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(promised.toSorted());
  });

  it('shows the plot', () => {
    const page = readFileSync(join(docs, 'performance.md'), 'utf8');
    expect(page).toContain('](performance.svg)');
    expect(readFileSync(join(docs, 'performance.svg'), 'utf8')).toMatch(/^<svg /);
  });
});

describe('the benches that need no browser', () => {
  it.each(['bundle', 'ingest', 'bootstrap'] as const)(
    '%s measures what it promises, at a small scale',
    async (group) => {
      const scratch = await scratchFolder();
      const { bench } = (await import(`./${group}.bench.ts`)) as typeof import('./bundle.bench.ts');
      const given: Record<string, Figure> = await bench.measure({
        repetitions: 1,
        scale: 0.001,
        scratch,
        log: () => {},
      });
      expect(Object.keys(given).sort()).toEqual(Object.keys(figures[group]).sort());
      for (const { value } of Object.values(given)) expect(value).toBeGreaterThan(0);
    },
    120_000,
  );
});

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
