import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildElectron } from './build-electron.ts';
import { provideElectron, provision } from './electron-binary.ts';

export interface DesktopWindow {
  readonly appDir: string;
  readonly address: string;
  /** Beside the server's data: a till's papers are worth nothing to another server. */
  readonly profile: string;
}

type Environment = NodeJS.ProcessEnv;

/** Why this machine shows no desktop window whatever is installed; null where it may. */
export function withoutWindow(
  args: readonly string[],
  environment: Environment,
  platform: NodeJS.Platform,
): string | null {
  if (args.includes('--browser')) return '';
  if (environment.CI) return 'CI is set';
  const hasScreen = platform !== 'linux' || environment.DISPLAY || environment.WAYLAND_DISPLAY;
  return hasScreen ? null : 'this machine has no screen';
}

/** Opens the register in Electron. Resolves when its window is closed: to why it did not open, or to null. */
export async function openDesktopWindow({ appDir, address, profile }: DesktopWindow): Promise<string | null> {
  const binary = await provideElectron(provision(process.env, console.log));
  if (!binary) return 'its program is not here and could not be fetched';
  await buildElectron(appDir);
  // Chromium's sandbox does not run as root, as which containers run.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(binary, [appDir, ...asRoot], {
    stdio: 'inherit',
    env: { ...process.env, TILLSIDE_PROFILE: profile, TILLSIDE_SERVER: address },
  });
  const end = () => void child.kill();
  process.once('exit', end);
  const code = await new Promise<number | string>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? signal ?? 0));
    child.once('error', (error) => resolve(error.message));
  });
  process.removeListener('exit', end);
  return code === 0 ? null : `it ended with ${code}`;
}

export const desktopAppDir = (root: string): string => join(root, 'dist/electron');
