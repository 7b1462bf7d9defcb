import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { windowSentences } from '../../electron/sentences.ts';
import { loadSettings, saveServer } from '../../electron/settings.ts';
import { sentenceFrom } from '../../shared/refusals/sentence-from.ts';
import { temporaryFolder } from './start-app.ts';

async function settings(file: string | null, environment: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  if (file !== null) await writeFile(join(folder, 'settings.json'), file);
  return loadSettings(environment, folder);
}

test('without any the till is not set up: no server, which stands nowhere in the program', async () => {
  const value = { serverUrl: null, printer: null, journalCopyDir: null, updates: null };
  expect(await settings(null)).toEqual({ ok: true, value });
});

test('the file names the server and the printer, and the environment comes before it', async () => {
  const file =
    '{"server": "https://pos.example.com/", "printer": "Slips", "journalCopy": "/mnt/copy", "updates": "https://updates.example.com/tillside"}';
  const value = {
    serverUrl: 'https://pos.example.com',
    printer: 'Slips',
    journalCopyDir: '/mnt/copy',
    updates: 'https://updates.example.com/tillside',
  };
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
  for (const result of [
    await settings(null, { TILLSIDE_SERVER: address }),
    await settings(JSON.stringify({ server: address })),
  ]) {
    expect(result).toMatchObject({ ok: false, refusal: { code: 'settings.invalid' } });
    expect(result.ok ? '' : sentenceFrom(windowSentences, result.refusal)).toContain(
      'such as https://pos.example.com',
    );
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
  '{"updates": "over there"}',
])('a file that is none is refused, never passed over: %s', async (file) => {
  expect(await settings(file)).toMatchObject({ ok: false, refusal: { code: 'settings.invalid' } });
});

test('the address of the server is kept beside what else is set; one that is none is not', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'settings.json'), '{"printer": "Slips"}');
  expect(await saveServer(folder, ' https://pos.example.com/ ')).toEqual({
    ok: true,
    value: 'https://pos.example.com',
  });
  expect(await saveServer(folder, 'pos')).toMatchObject({ refusal: { code: 'settings.server' } });
  expect(await loadSettings({}, folder)).toMatchObject({
    value: { serverUrl: 'https://pos.example.com', printer: 'Slips' },
  });
});
