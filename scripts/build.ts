/** `npm run build`: every application of the browser into `dist`, or only those that are named; `--quiet` says warnings only. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { applications } from '../shared/applications.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quiet: { type: 'boolean', default: false } },
});
for (const name of positionals.length > 0 ? positionals : Object.keys(applications)) {
  await build({
    configFile: join(import.meta.dirname, '../renderer', name, 'vite.config.ts'),
    logLevel: values.quiet ? 'warn' : 'info',
  });
}
