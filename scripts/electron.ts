/** `npm run electron`: builds the desktop app and starts it against the sync server of `TILLSIDE_SERVER`. */
import { join } from 'node:path';
import { buildElectron } from './build-electron.ts';
import { desktopAppDir } from './desktop-window.ts';
import { provideElectron, provision } from './electron-binary.ts';
import { endOnSignals, endWithNpm, run } from './run.ts';

const ROOT = join(import.meta.dirname, '..');
const APP = desktopAppDir(ROOT);

process.chdir(ROOT);
endWithNpm();
endOnSignals(async () => {});
const binary = await provideElectron(provision(process.env, console.log));
if (!binary) {
  console.error(
    'Electron’s program is not on this machine: npm installs the package, and the program is a download of its own\n' +
      'from github.com, which could not be reached now (ELECTRON_MIRROR names another place). Try again later, or\n' +
      'set ELECTRON_OVERRIDE_DIST_PATH to a folder that has it. Without it, "npm start" serves the same register to a\n' +
      'browser.',
  );
  process.exit(1);
}
console.log('Building the register and the desktop app…');
if ((await run('npm', ['run', '--silent', 'build', '--', 'register', '--quiet'])) !== 0) {
  console.error('The register could not be built: see above.');
  process.exit(1);
}
await buildElectron(APP);
process.exitCode = await run(binary, [APP, ...process.argv.slice(2)]);
