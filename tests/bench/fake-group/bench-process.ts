/** Stands for scripts/bench.ts with one group, the fake one. */
import { join } from 'node:path';
import { endOnSignals, endWithNpm } from '../../../scripts/run.ts';
import { startGroup } from '../start-group.ts';

const program = join(import.meta.dirname, 'group-process.ts');
const group = startGroup('fanout', { repetitions: 1, scale: 1, scratch: '' }, { chromium: '', program });
endOnSignals(group.end);
endWithNpm();
console.log(JSON.stringify(await group.result));
