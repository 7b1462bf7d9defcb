import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileSecrets } from '../../electron/secrets.ts';
import { keyStore } from './stand-in.ts';
import { temporaryFolder } from './start-app.ts';

async function setUp(version: 'v10' | 'v11' = 'v11', platform: NodeJS.Platform = 'linux') {
  const folder = join(await temporaryFolder(), 'secrets');
  const vault = keyStore(version);
  const restart = () => new FileSecrets(folder, vault, platform);
  return { folder, vault, restart, secrets: restart() };
}

describe('device secrets', () => {
  test('what was written is there after a restart, and what was removed is not', async () => {
    const { secrets, restart } = await setUp();
    expect(await secrets.read('papers')).toEqual({ ok: true, value: null });
    expect(await secrets.write('papers', 'key ü')).toEqual({ ok: true, value: null });
    expect(await restart().read('papers')).toEqual({ ok: true, value: 'key ü' });
    expect(await secrets.remove('papers')).toEqual({ ok: true, value: null });
    expect(await restart().read('papers')).toEqual({ ok: true, value: null });
  });

  test('removing what is not there is no failure', async () => {
    const { secrets } = await setUp();
    expect(await secrets.remove('papers')).toEqual({ ok: true, value: null });
  });

  test('the disk never sees them in the clear, and other users of the machine see nothing', async () => {
    const { secrets, folder } = await setUp();
    await secrets.write('papers', 'private key');
    expect(await readdir(folder)).toEqual(['papers.secret']);
    expect((await readFile(join(folder, 'papers.secret'))).toString()).not.toContain('private key');
    if (process.platform === 'win32') return;
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'papers.secret'))).mode & 0o077).toBe(0);
  });

  test('written at the same moment: one after the other, and the last one asked for stays', async () => {
    const { secrets, vault } = await setUp();
    await secrets.read('papers');
    const { encryptStringAsync } = vault;
    const steps: string[] = [];
    vault.encryptStringAsync = async (text) => {
      steps.push(`begins ${text}`);
      const encrypted = await encryptStringAsync.call(vault, text);
      steps.push(`ends ${text}`);
      return encrypted;
    };
    await Promise.all(['1', '2', '3'].map((value) => secrets.write('papers', value)));
    expect(steps).toEqual(['1', '2', '3'].flatMap((text) => [`begins ${text}`, `ends ${text}`]));
    expect(await secrets.read('papers')).toEqual({ ok: true, value: '3' });
  });

  test('a power cut in the middle of writing leaves what was there before', async () => {
    const { secrets, folder, restart } = await setUp();
    await secrets.write('papers', 'old');
    await writeFile(join(folder, 'papers.secret.draft'), 'half of the n');
    expect(await restart().read('papers')).toEqual({ ok: true, value: 'old' });
    await restart().write('papers', 'new');
    expect(await readdir(folder)).toEqual(['papers.secret']);
  });

  test('a key store that stays shut is never taken for a new till', async () => {
    const { secrets, vault } = await setUp();
    await secrets.write('papers', 'private key');
    vault.state = 'locked';
    expect(await secrets.read('papers')).toMatchObject({ refusal: { code: 'secrets.unreadable' } });
    vault.state = 'open';
    expect(await secrets.read('papers')).toEqual({ ok: true, value: 'private key' });
  });

  test('a new key of the key store: encrypted again when read', async () => {
    const { secrets, vault, folder } = await setUp();
    await secrets.write('papers', 'private key');
    const before = (await stat(join(folder, 'papers.secret'))).ino;
    vault.state = 'rotated';
    expect(await secrets.read('papers')).toEqual({ ok: true, value: 'private key' });
    expect((await stat(join(folder, 'papers.secret'))).ino).not.toBe(before);
  });

  test('a disk that cannot be written to is a refusal, and the next try may succeed', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const secrets = new FileSecrets(join(folder, 'file', 'secrets'), keyStore('v11'), 'linux');
    expect(await secrets.write('papers', 'x')).toMatchObject({ refusal: { code: 'secrets.not_written' } });
  });
});

describe('without a key store', () => {
  const refused = { ok: false, refusal: { code: 'secrets.no_key_store' } };

  test('everything refuses with a sentence, reading included: before an activation code is spent', async () => {
    const { secrets, vault } = await setUp();
    vault.state = 'missing';
    expect(await secrets.read('papers')).toMatchObject(refused);
    expect(await secrets.write('papers', 'x')).toMatchObject(refused);
    expect(await secrets.remove('papers')).toMatchObject(refused);
    vault.state = 'open';
    expect(await secrets.read('papers')).toEqual({ ok: true, value: null });
  });

  test('on Linux Electron says "available" and uses a password that everybody knows: refused too', async () => {
    const { secrets, folder } = await setUp('v10', 'linux');
    expect(await secrets.read('papers')).toMatchObject(refused);
    expect(await secrets.write('papers', 'private key')).toMatchObject(refused);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  test('on macOS the same mark is the key chain', async () => {
    const { secrets } = await setUp('v10', 'darwin');
    expect(await secrets.write('papers', 'private key')).toEqual({ ok: true, value: null });
  });
});
