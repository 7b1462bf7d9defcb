/**
 * `npm run simulate -- --seeds N --start S [--days D --terminals T --stores M --store sqlite|mongodb|memory]`: runs the
 * product against random disasters, each seed its own world (tests/simulation). Ends with 1 where a rule does not hold.
 */
import { parseArgs } from 'node:util';
import { standIn } from '../tests/simulation/world/stand-ins.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    start: { type: 'string', default: '1' },
    days: { type: 'string', default: '2' },
    terminals: { type: 'string' },
    stores: { type: 'string', default: '2' },
    strikes: { type: 'string' },
    'look-every': { type: 'string', default: '360' },
    store: { type: 'string', default: 'memory' },
    without: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    'not-understood': { type: 'string', multiple: true, default: [] },
    first: { type: 'boolean', default: false },
    edits: { type: 'string' },
    lines: { type: 'string', default: '40' },
    counts: { type: 'boolean', default: false },
    digests: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    progress: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
});
standIn(values.edits ? JSON.parse(values.edits) : []);
const { runAll } = await import('../tests/simulation/run-all.ts');
process.exitCode = await runAll(values);
