import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSettings } from '../../electron/settings.ts';
import { temporaryFolder } from './start-app.ts';

async function settings(file: string | null, environment: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  if (file !== null) await writeFile(join(folder, 'settings.json'), file);
  return loadSettings(environment, folder);
}

test('without any, the server is the one that "npm start" starts', async () => {
  const value = { serverUrl: 'http://localhost:8080', printer: null, journalCopyDir: null };
  expect(await settings(null)).toEqual({ ok: true, value });
});

test('the file names the server and the printer, and the environment comes before it', async () => {
  const file = '{"server": "https://pos.example.com/", "printer": "Slips", "journalCopy": "/mnt/copy"}';
  const value = { serverUrl: 'https://pos.example.com', printer: 'Slips', journalCopyDir: '/mnt/copy' };
  expect(await settings(file)).toEqual({ ok: true, value });
  const given = { TILLSIDE_SERVER: ' http://10.0.0.2:9000 ' };
  expect(await settings(file, given)).toMatchObject({ value: { serverUrl: 'http://10.0.0.2:9000' } });
  expect(await settings(file, { TILLSIDE_SERVER: '' })).toMatchObject({ value });
});

test.each([
  'pos.example.com',
  'ftp://pos.example.com',
  'https://pos.example.com/till',
  'https://a:b@pos.example.com',
])('an address that is none is refused with a sentence that says what is right: %s', async (address) => {
  const message = expect.stringContaining('such as https://pos.example.com');
  for (const result of [
    await settings(null, { TILLSIDE_SERVER: address }),
    await settings(JSON.stringify({ server: address })),
  ]) {
    expect(result).toEqual({ ok: false, refusal: { code: 'settings.invalid', message } });
  }
});

test.each([
  '',
  '{',
  '[]',
  '{"server": 1}',
  '{"sever": "https://pos.example.com"}',
  '{"printer": ""}',
  '{"journalCopy": "copy"}',
])('a file that is none is refused, never passed over: %s', async (file) => {
  expect(await settings(file)).toMatchObject({ ok: false, refusal: { code: 'settings.invalid' } });
});
