/** The Chromium that the end-to-end tests drive: found where there is one, installed where it can be. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const INSTALL_TIMEOUT_MS = 300_000;

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium that starts. Order: CHROMIUM_PATH, Playwright's, the system's, then installing one. */
export async function provideChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!starts(given)) throw new Error(`CHROMIUM_PATH is "${given}", which does not start.`);
    return given;
  }
  const path = find() ?? installByPlaywright() ?? installByApt();
  if (!path) {
    throw new Error(
      'No Chromium for the end-to-end tests. Run "npx playwright install --with-deps chromium", install ' +
        'Chromium or Chrome by the package manager, or set CHROMIUM_PATH to one.',
    );
  }
  return path;
}

/** For `chromium.launch` and `chromium.launchPersistentContext`. Needs CHROMIUM_PATH, which the test run sets. */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath)
    throw new Error('CHROMIUM_PATH is not set: run the tests by Playwright or "npm test".');
  return {
    executablePath,
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** Process id of the browser that runs on this profile folder; undefined when none does. */
export function browserPid(userDataDir: string): number | undefined {
  const flag = `--user-data-dir=${userDataDir}`;
  const browser = processes().find(
    ({ command }) => includesArgument(command, flag) && !command.includes('--type='),
  );
  return browser?.pid;
}

function find(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...SYSTEM_PATHS].find(starts);
}

/** Some distributions put a stub on the PATH, and a download may lack system libraries: only running it tells. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  // On Windows Chrome opens a window instead of printing its version.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function installByPlaywright(): string | undefined {
  console.log('Chromium: not found; asking Playwright to download it');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  run(process.execPath, [cli, 'install', 'chromium']);
  return find();
}

function installByApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Chromium: installing it by apt-get');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  return find();
}

function run(command: string, args: readonly string[]): void {
  // Quiet unless it fails, and then only its end: the next way is tried anyway.
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  console.log(error?.message ?? `${stdout}${stderr}`.trim().split('\n').slice(-3).join('\n'));
}

type Process = { readonly pid: number; readonly command: string };

/** Arguments stand NUL-separated on Linux and space-separated elsewhere. */
function processes(): readonly Process[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandLine(name) }));
  }
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => {
    const [pid = '', ...rest] = line.trim().split(' ');
    return { pid: Number(pid), command: rest.join(' ') };
  });
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it ended between the listing and this reading
  }
}

function includesArgument(command: string, argument: string): boolean {
  return [`${command}\0`, `${command} `].some(
    (text) => text.includes(`${argument}\0`) || text.includes(`${argument} `),
  );
}
