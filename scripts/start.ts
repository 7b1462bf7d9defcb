/**
 * `npm start`: the whole system on one machine. Builds the applications that are not up to date, serves them, and opens the
 * register in Electron where that can be had (`--browser`: not even tried).
 */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { applications } from '../shared/applications.ts';
import { readConfig } from '../sync-server/config.ts';
import { desktopAppDir, openDesktopWindow, withoutWindow } from './desktop-window.ts';
import { endOnSignals, endWithNpm, run } from './run.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['renderer', 'shared', 'package-lock.json', 'tsconfig.json'];

process.chdir(ROOT);
endWithNpm();
if (await isOutOfDate()) {
  console.log('Building the register and the console…');
  const { takeOff } = endOnSignals(async () => {});
  const code = await run('npm', ['run', '--silent', 'build', '--', '--quiet']);
  takeOff();
  if (code !== 0) {
    console.error('They could not be built: see above.');
    process.exit(code);
  }
}
console.log('Starting the server…');
// The same process, so that Ctrl-C and a service manager's signals reach the server itself.
await import(new URL('../sync-server/main.ts', import.meta.url).href);
await showRegister();

async function showRegister(): Promise<void> {
  const config = readConfig(process.env, ROOT);
  // Port 0 is any free one, which only the server knows.
  if (!config.ok || config.value.port === 0) return;
  const address = `http://localhost:${config.value.port}`;
  const inBrowser = `open ${address} in a browser.`;
  const why = withoutWindow(process.argv.slice(2), process.env, process.platform);
  if (why === '') return;
  if (why !== null) {
    console.log(`No desktop window, because ${why}: ${inBrowser}`);
    return;
  }
  const profile = join(config.value.dataDir, 'desktop');
  const failure = await openDesktopWindow({ appDir: desktopAppDir(ROOT), address, profile });
  if (failure !== null) console.log(`Electron shows no window, because ${failure}: ${inBrowser}`);
  else console.log(`The window is closed; the server goes on until Ctrl-C. To go on selling, ${inBrowser}`);
}

async function isOutOfDate(): Promise<boolean> {
  const pages = Object.keys(applications).map((name) => join(ROOT, 'dist', name, 'index.html'));
  if (!pages.every(existsSync)) return true;
  const builtAtMs = Math.min(...(await Promise.all(pages.map(async (page) => (await stat(page)).mtimeMs))));
  return (await Promise.all(SOURCES.map((path) => changedSince(join(ROOT, path), builtAtMs)))).includes(true);
}

/** Folders count too: taking a file away changes nothing else. */
async function changedSince(path: string, atMs: number): Promise<boolean> {
  const entry = await stat(path);
  if (entry.mtimeMs > atMs) return true;
  if (!entry.isDirectory()) return false;
  const inside = await Promise.all((await readdir(path)).map((name) => changedSince(join(path, name), atMs)));
  return inside.includes(true);
}
