import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figures, groups } from '../figures.ts';
import { goalInWords, highest, inWords, isMet, lowest, type Measured } from './measured.ts';
import { plotOf } from './plot.ts';

const docs = join(import.meta.dirname, '../../../docs');
const begin = '<!-- Measured: from here on written by `npm run bench -- --write-docs`. -->';
const end = '<!-- End of what is measured. -->';

export interface Run {
  readonly machine: readonly string[];
  readonly repetitions: number;
  readonly at: Date;
}

/** Puts the run's table into docs/performance.md, between its two marks, and draws the plot beside it anew. */
export async function writeDocs(measured: Measured, run: Run): Promise<void> {
  const page = join(docs, 'performance.md');
  await writeFile(page, withTable(await readFile(page, 'utf8'), measured, run));
  await writeFile(join(docs, 'performance.svg'), plotOf(measured));
}

/** Throws where the page has lost its marks. */
export function withTable(page: string, measured: Measured, run: Run): string {
  const [before, rest] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error('the marks in docs/performance.md are gone');
  return `${before}${begin}\n\n${tableOf(measured)}\n\n${runInWords(run)}\n\n${end}${after}`;
}

function tableOf(measured: Measured): string {
  const rows = groups.flatMap((group) =>
    Object.entries(figures[group]).map(([name, words]) => {
      const figure = measured[group]?.[name];
      if (!figure) return `| \`${group}.${name}\` | ${words} | not measured | | | |`;
      const { value, unit } = figure;
      const spread = `${inWords(lowest(figure), unit)} – ${inWords(highest(figure), unit)}`;
      const met = isMet(figure);
      const cells = [
        ...[`\`${group}.${name}\``, words, `**${inWords(value, unit)}**`, spread, goalInWords(figure)],
        met === null ? '' : met ? 'yes' : '**no**',
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  return [
    '| figure | what it is | value | lowest – highest | goal | met |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const runInWords = ({ machine, repetitions, at }: Run): string =>
  [
    `Measured on ${at.toISOString().slice(0, 10)}, ${repetitions} repetitions each, on:`,
    '',
    ...machine.map((line) => `- ${line}`),
  ].join('\n');
