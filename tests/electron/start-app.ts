import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { StandIn, type StandInOptions } from './stand-in.ts';

/** A folder of this test's own. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-electron-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Installation {
  readonly appPath: string;
  readonly userData: string;
}

/** What an installer leaves: the app, the built register beside it, an empty profile. */
export async function install(settings?: object): Promise<Installation> {
  const folder = await temporaryFolder();
  const installation = { appPath: join(folder, 'electron'), userData: join(folder, 'profile') };
  await mkdir(join(folder, 'register/assets'), { recursive: true });
  await mkdir(installation.userData);
  await writeFile(join(folder, 'register/index.html'), '<title>Tillside</title>');
  await writeFile(join(folder, 'register/display.html'), '<title>Tillside</title>');
  await writeFile(join(folder, 'register/assets/main.js'), 'export {};');
  if (settings) await writeFile(join(installation.userData, 'settings.json'), JSON.stringify(settings));
  return installation;
}

/** Runs the real main process until it shows its window or gives up, and then the real preload script. */
export async function startApp(options: StandInOptions): Promise<StandIn> {
  const standIn = new StandIn(options);
  vi.resetModules();
  vi.doMock('electron', standIn.module);
  const settled = new Promise((resolve) => standIn.app.once('stand-in:settled', resolve));
  await import('../../electron/main.ts');
  await settled;
  if (standIn.windows.length > 0) await import('../../electron/preload.ts');
  return standIn;
}
