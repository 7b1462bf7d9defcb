import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildElectron } from '../../scripts/build-electron.ts';
import { hostCalls } from '../../shared/host-ipc.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillside-electron-build-'));
  await buildElectron(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const built = (file: string) => readFile(join(folder, file), 'utf8');

test('preload is one script that needs nothing but what a sandbox gives, and exposes the whole contract', async () => {
  const asked: string[] = [];
  const exposed: Record<string, (...values: unknown[]) => unknown> = {};
  const electron = {
    contextBridge: { exposeInMainWorld: (key: string, api: object) => Object.assign(exposed, api, { key }) },
    ipcRenderer: { invoke: (channel: string) => asked.push(channel) },
  };
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
    return electron;
  };
  runInNewContext(await built('preload.cjs'), { require, exports: {}, module: { exports: {} } });

  const { key, ...api } = exposed;
  expect(key).toBe('tillside');
  for (const call of Object.values(api)) call();
  expect(asked.toSorted()).toEqual(Object.keys(hostCalls).toSorted());
});

test('main needs nothing but Node and Electron', async () => {
  const text = await built('main.js');
  const imported = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name);
  expect(imported).toContain('electron');
  expect(imported.filter((name) => name !== 'electron' && !name?.startsWith('node:'))).toEqual([]);
  expect(text).not.toMatch(/\brequire\(/);
});

test('the app folder says its name, which is the profile folder’s, and where it starts', async () => {
  expect(JSON.parse(await built('package.json'))).toMatchObject({
    productName: 'Tillside',
    type: 'module',
    main: 'main.js',
  });
});
