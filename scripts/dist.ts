/**
 * `npm run dist`: installers for this system (`-- --win --mac --linux` for others, where they can be made here). Installed
 * tills update from `TILLSIDE_UPDATES`, the address where what is in dist/installers is put; without it they do not.
 */
import { join } from 'node:path';
import { buildElectron } from './build-electron.ts';
import { desktopAppDir } from './desktop-window.ts';
import { createInstallerWords } from './installer-words.ts';
import { endOnSignals, run } from './run.ts';

const ROOT = join(import.meta.dirname, '..');

process.chdir(ROOT);
endOnSignals(async () => {});
console.log('Building the register and the desktop app…');
if ((await run('npm', ['run', '--silent', 'build', '--', 'register', '--quiet'])) !== 0) {
  console.error('The register could not be built: see above.');
  process.exit(1);
}
await buildElectron(desktopAppDir(ROOT));
const updates = process.env.TILLSIDE_UPDATES;
const publish = updates ? ['-c.publish.provider=generic', `-c.publish.url=${updates}`] : [];
const builder = [
  join(ROOT, 'node_modules/electron-builder/cli.js'),
  ...['--config', 'electron-builder.yml', '--publish', 'never'],
  ...publish,
  ...process.argv.slice(2),
];
process.exitCode = await run('node', builder, {}, createInstallerWords());
