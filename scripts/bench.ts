/**
 * `npm run bench` (`-- --help` prints its options): measures the groups one after the other. Ends with 1 where one of them
 * failed; a goal that is missed is printed and is no failure.
 */
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Group, groups, isGroup } from '../tests/bench/figures.ts';
import { writeDocs } from '../tests/bench/report/docs.ts';
import { openJsonFile } from '../tests/bench/report/json-file.ts';
import { figureLines } from '../tests/bench/report/lines.ts';
import { machineHere } from '../tests/bench/report/machine.ts';
import type { Measured } from '../tests/bench/report/measured.ts';
import { scratchParent } from '../tests/bench/scratch.ts';
import { startGroup } from '../tests/bench/start-group.ts';
import { provideChromium } from '../tests/provide/chromium.ts';
import { endOnSignals, endWithNpm } from './run.ts';

const help = `npm run bench -- [options]

  --only GROUP,…     some of ${groups.join(', ')}; all unless given
  --repetitions N    how often each figure is measured, from 1; 3 unless given
  --scale X          0.1 is small and quick, to try a bench out; 1 unless given
  --json FILE        writes the values to this file
  --write-docs       writes the table and the plot of docs/performance.md; needs all groups at full size
  --help             prints this`;

const values = readOptions();
if (values.help) {
  console.log(help);
  process.exit();
}
const chosen = values.only?.split(',') ?? groups;
const unknown = chosen.filter((name) => !isGroup(name));
const [repetitions, scale] = [Number(values.repetitions), Number(values.scale)];
if (unknown.length > 0) end(`No group ${unknown.join(', ')}; there are ${groups.join(', ')}.`);
if (!Number.isInteger(repetitions) || repetitions < 1) end('--repetitions must be a whole number from 1.');
if (!(scale > 0)) end('--scale must be a number above 0, such as 0.1 to try a bench out.');
const complete = chosen.length === groups.length && scale === 1;
if (values['write-docs'] && !complete) end('--write-docs needs all groups at their full size.');
const json = values.json === undefined ? null : openJsonFile(resolve(values.json));
if (json && 'fault' in json) end(json.fault);

process.chdir(join(import.meta.dirname, '..'));
const startedAtMs = performance.now();
const scratch = await mkdtemp(join(scratchParent(), 'tillside-bench-'));
const cleanUp = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
let endGroup = async () => {};
endOnSignals(async () => {
  await endGroup();
  await cleanUp();
});
endWithNpm();

const measured: Measured = {};
const failed: Group[] = [];
try {
  const chromium = await provideChromium();
  for (const group of chosen.filter(isGroup)) {
    console.log(`\n── ${group} ${'─'.repeat(70 - group.length)}`);
    const folder = join(scratch, group);
    mkdirSync(folder);
    const started = startGroup(group, { repetitions, scale, scratch: folder }, { chromium });
    endGroup = started.end;
    const result = await started.result;
    if (result.ok) measured[group] = result.figures;
    else {
      console.error(`FAILED: ${result.why}`);
      failed.push(group);
    }
    for (const line of figureLines({ [group]: measured[group] })) console.log(line);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
} finally {
  await cleanUp();
}

const minutes = (performance.now() - startedAtMs) / 60_000;
console.log(`\n── All ${'─'.repeat(67)}`);
for (const line of figureLines(measured)) console.log(line);
console.log(`${minutes.toFixed(1)} minutes, ${repetitions} repetitions`);
json?.write(measured);
if (failed.length > 0) end(`Failed: ${failed.join(', ')}.`);
if (values['write-docs']) {
  await writeDocs(measured, { machine: await machineHere(), repetitions, at: new Date() });
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        json: { type: 'string' },
        only: { type: 'string' },
        repetitions: { type: 'string', default: '3' },
        scale: { type: 'string', default: '1' },
        'write-docs': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}. See --help.`);
  }
}

function end(why: string): never {
  console.error(why);
  process.exit(1);
}
