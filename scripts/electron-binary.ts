import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Provision {
  readonly environment: NodeJS.ProcessEnv;
  /** Of the npm package; undefined where npm has left it out, as by `--omit=dev`. */
  readonly folder?: string | undefined;
  /** So long may the download's source keep silent, and so long the download take. */
  readonly patienceMs: number;
  readonly downloadMs: number;
  /** Whether the source of the download answers. */
  readonly answers: (signal: AbortSignal) => Promise<unknown>;
  readonly say: (sentence: string) => void;
}

export const provision = (environment: NodeJS.ProcessEnv, say: Provision['say']): Provision => ({
  environment,
  say,
  folder: electronFolder(),
  patienceMs: 6_000,
  downloadMs: 10 * 60_000,
  answers: (signal) =>
    fetch(environment.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      signal,
    }),
});

/** Electron's program, where the package has it; undefined elsewhere. Asking the package itself would download it. */
export function electronBinary(
  environment: NodeJS.ProcessEnv,
  folder = electronFolder(),
): string | undefined {
  if (!folder) return undefined;
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(environment.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

/**
 * The program, downloaded by the package's own script where it is missing: npm no longer runs that when it installs.
 * Ends within seconds where nothing can be downloaded; undefined then.
 */
export async function provideElectron(given: Provision): Promise<string | undefined> {
  const { environment, folder, patienceMs, downloadMs, answers, say } = given;
  const present = electronBinary(environment, folder);
  if (present || !folder || environment.ELECTRON_OVERRIDE_DIST_PATH) return present;
  // Begun at once: it may have the program in its cache, where no source is needed.
  const download = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => download.once('exit', resolve).once('error', resolve));
  const tooLong = setTimeout(() => download.kill('SIGKILL'), patienceMs);
  const reached = answers(AbortSignal.timeout(patienceMs)).then(
    () => true,
    () => false,
  );
  let longest: NodeJS.Timeout | undefined;
  void reached.then((isReached) => {
    if (!isReached || download.exitCode !== null || download.signalCode !== null) return;
    clearTimeout(tooLong);
    longest = setTimeout(() => download.kill('SIGKILL'), downloadMs);
    say('Fetching Electron for the desktop window, about 120 MB, once…');
  });
  await ended;
  clearTimeout(tooLong);
  clearTimeout(longest);
  return electronBinary(environment, folder);
}

function electronFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}
