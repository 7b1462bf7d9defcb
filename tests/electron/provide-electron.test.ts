import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutWindow } from '../../scripts/desktop-window.ts';
import { type Provision, provideElectron } from '../../scripts/electron-binary.ts';
import { temporaryFolder } from './start-app.ts';

/** A package whose program is fetched by this script. */
async function packageWith(installScript: string): Promise<Provision & { readonly said: string[] }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}');
  await writeFile(join(folder, 'install.js'), installScript);
  const said: string[] = [];
  return {
    folder,
    said,
    environment: {},
    patienceMs: 300,
    downloadMs: 20_000,
    answers: () => Promise.reject(new Error('nobody')),
    say: (sentence) => void said.push(sentence),
  };
}

const fetches = `const fs = require('fs'); const path = require('path');
fs.mkdirSync(path.join(__dirname, 'dist')); fs.writeFileSync(path.join(__dirname, 'dist/electron'), '');`;

test('a program that is there is taken as it is', async () => {
  const given = await packageWith('process.exit(1)');
  const { folder = '' } = given;
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist/electron'), '');
  expect(await provideElectron(given)).toBe(join(folder, 'dist/electron'));
});

test('a program in the cache is unpacked though no source answers', async () => {
  const given = { ...(await packageWith(fetches)), patienceMs: 20_000 };
  expect(await provideElectron(given)).toBe(join(given.folder ?? '', 'dist/electron'));
});

test('a download that fails is over at once', async () => {
  expect(await provideElectron(await packageWith('process.exit(1)'))).toBeUndefined();
});

test('a download that hangs is given up after a moment', async () => {
  expect(await provideElectron(await packageWith('setInterval(() => {}, 1000)'))).toBeUndefined();
});

test('a source that answers may take its time, and it is said', async () => {
  const given = await packageWith(`setTimeout(() => { ${fetches} }, 700)`);
  expect(await provideElectron({ ...given, answers: async () => {} })).toBeDefined();
  expect(given.said).toEqual([expect.stringContaining('Fetching Electron')]);
});

test('no package, no program', async () => {
  expect(await provideElectron({ ...(await packageWith('')), folder: undefined })).toBeUndefined();
});

test.each([
  ['asked for a browser', ['--browser'], { DISPLAY: ':0' }, 'linux', ''],
  ['in CI', [], { DISPLAY: ':0', CI: 'true' }, 'linux', 'CI is set'],
  ['without a screen', [], {}, 'linux', 'this machine has no screen'],
  ['with a screen', [], { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', null],
  ['on Windows', [], {}, 'win32', null],
] as const)('npm start, %s', (_how, args, environment, platform, why) => {
  expect(withoutWindow(args, environment, platform)).toBe(why);
});
