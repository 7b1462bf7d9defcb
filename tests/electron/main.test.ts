import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { electronHost } from '../../renderer/host/electron-host.ts';
import { display } from './stand-in.ts';
import { install, startApp } from './start-app.ts';

const start = async (settings?: object) => startApp(await install(settings));

describe('start', () => {
  test('the register opens on its own origin, in a sandbox, behind the bridge', async () => {
    const app = await start();
    expect(app.window.loaded).toEqual(['200 app://tillside/']);
    expect(app.window.calls).toEqual(['show']);
    expect(app.window.options).toMatchObject({ show: false, minWidth: 1024 });
    expect(app.window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      preload: join(app.app.getAppPath(), 'preload.cjs'),
    });
  });

  test('the origin has what a journal needs: declared secure and standard before the app is ready', async () => {
    const [scheme] = (await start()).privileged;
    expect(scheme).toMatchObject({
      scheme: 'app',
      privileges: { standard: true, secure: true, stream: true },
    });
    expect(scheme?.privileges).not.toHaveProperty('bypassCSP');
    expect(scheme?.privileges).not.toHaveProperty('allowServiceWorkers');
  });

  test('a second process of the profile leaves, and the first one shows itself', async () => {
    const installation = await install();
    const second = await startApp({ ...installation, isFirst: false });
    expect([second.exits, second.windows]).toEqual([[0], []]);

    const first = await startApp(installation);
    first.window.isDown = true;
    first.app.emit('second-instance');
    expect(first.window.calls).toEqual(['show', 'restore', 'focus']);
    expect(first.windows).toHaveLength(1);
  });

  test('settings that are wrong: a sentence, and no window', async () => {
    const app = await start({ server: 'nonsense' });
    expect(app.errorBoxes).toEqual([expect.stringContaining('It is "nonsense".')]);
    expect([app.exits, app.windows]).toEqual([[2], []]);
  });

  test('TILLSIDE_PROFILE is the profile folder', async () => {
    const other = await install({ server: 'nonsense' });
    vi.stubEnv('TILLSIDE_PROFILE', other.userData);
    const app = await start().finally(() => vi.unstubAllEnvs());
    expect(app.errorBoxes).toHaveLength(1);
  });
});

describe('policies in force', () => {
  test('links leave by the system’s browser, and no page opens a window or another page', async () => {
    const app = await start();
    const page = app.window.webContents;
    expect(page.navigates('will-frame-navigate', 'app://tillside/')).toBe(true);
    expect(page.navigates('will-frame-navigate', 'https://example.com/a')).toBe(false);
    expect(page.navigates('will-frame-navigate', 'https://example.com/frame', false)).toBe(false);
    expect(page.navigates('will-frame-navigate', 'file:///etc/passwd')).toBe(false);
    expect(page.navigates('will-redirect', 'https://example.com/redirect')).toBe(false);
    expect(page.navigates('will-attach-webview', 'app://tillside/')).toBe(false);
    expect(page.opensWindow('https://example.com/b')).toBe(false);
    expect(page.opensWindow('app://tillside/')).toBe(false);
    expect(page.opensWindow('javascript:alert(1)')).toBe(false);
    expect(app.openedOutside).toEqual(['https://example.com/a', 'https://example.com/b']);
  });

  test('permissions are the register’s only, asked for or looked up', async () => {
    const app = await start();
    expect(app.grants('persistent-storage', 'app://tillside/')).toEqual([true, true]);
    expect(app.grants('persistent-storage', 'https://example.com/')).toEqual([false, false]);
    expect(app.grants('geolocation', 'app://tillside/')).toEqual([false, false]);
  });

  test.each([
    ['a frame inside of the register', { url: 'app://tillside/', parent: {} }],
    ['another page', { url: 'https://example.com/', parent: null }],
    ['a frame that is gone', null],
  ])('%s cannot call main', async (_who, frame) => {
    const app = await start();
    app.senderFrame = frame;
    await expect(app.bridge.readSecret('papers')).rejects.toThrow('only the register may call this');
    await expect(app.bridge.print()).rejects.toThrow('only the register may call this');
    expect(app.prints).toEqual([]);
  });

  test.each(['../papers', 'a/b', '', 'CON', 'x'.repeat(61)])('"%s" names no secret', async (name) => {
    const app = await start();
    await expect(app.bridge.writeSecret(name, 'x')).rejects.toThrow('something else than agreed');
  });
});

describe('the register’s host, through preload and main', () => {
  test('secrets outlive the app', async () => {
    const installation = await install();
    const first = electronHost((await startApp(installation)).bridge, '1.2.3');
    expect(await first.secrets.read('papers')).toBeNull();
    await first.secrets.write('papers', '{"key":"ü"}');
    await first.secrets.write('verifiers', '{}');

    const second = electronHost((await startApp(installation)).bridge, '1.2.3');
    expect(await second.secrets.read('papers')).toBe('{"key":"ü"}');
    await second.secrets.remove('papers');
    expect(await second.secrets.read('papers')).toBeNull();
    expect(await readdir(join(installation.userData, 'secrets'))).toEqual(['verifiers.secret']);
  });

  test('the journal copy lies in the folder of the settings, and takes no other names than its own', async () => {
    const installation = await install();
    const folder = join(installation.userData, 'other-disk');
    await writeFile(join(installation.userData, 'settings.json'), JSON.stringify({ journalCopy: folder }));
    const { bridge } = await startApp(installation);
    const epoch = { device_id: '0123456789abcdef01234567', epoch: 1 };
    expect(await bridge.appendToJournalCopy(epoch, ['{"seq":1}'], true)).toEqual({ ok: true, value: 1 });
    expect(await bridge.journalCopyRange(epoch)).toEqual({ ok: true, value: { first: 1, last: 1 } });
    expect(await bridge.readJournalCopy(epoch, 1, 10)).toEqual({ ok: true, value: ['{"seq":1}'] });
    expect(await bridge.pruneJournalCopy(epoch, 1)).toEqual({ ok: true, value: null });
    expect(await readdir(folder)).toEqual(['0123456789abcdef01234567-1.jsonl']);
    expect(await bridge.renewJournalCopy(epoch)).toEqual({ ok: true, value: null });
    expect(await bridge.journalCopyRange(epoch)).toEqual({ ok: true, value: { first: 0, last: 0 } });
    const agreed = 'something else than agreed';
    await expect(bridge.journalCopyRange({ ...epoch, device_id: '../../x' })).rejects.toThrow(agreed);
    await expect(bridge.appendToJournalCopy(epoch, ['{"seq":2}\n{"seq":3}'], false)).rejects.toThrow(agreed);
  });

  test('a secret that stays shut stops the till with main’s refusal', async () => {
    const host = electronHost(
      {
        ...(await start()).bridge,
        readSecret: async () => ({ ok: false, refusal: { code: 'secrets.unreadable' } }),
      },
      '1.2.3',
    );
    await expect(host.secrets.read('papers')).rejects.toMatchObject({
      refusal: { code: 'secrets.unreadable' },
    });
  });

  test('its clock never steps', async () => {
    const host = electronHost((await start()).bridge, '1.2.3');
    const before = host.uptimeMs();
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    expect(host.wallClockMs()).toBe(0);
    expect(host.uptimeMs()).toBeGreaterThanOrEqual(before);
    vi.useRealTimers();
  });

  test('prints by the system’s dialog, or at once on the printer of the settings', async () => {
    const asking = await start();
    expect(await asking.bridge.print()).toEqual({ ok: true, value: null });
    expect(asking.prints).toEqual([[{}]]);
    const silent = await start({ printer: 'Slips' });
    void electronHost(silent.bridge, '1.2.3').print();
    await vi.waitFor(() =>
      expect(silent.prints).toEqual([[expect.objectContaining({ silent: true, deviceName: 'Slips' })]]),
    );
  });

  test('[TKT5] a print that the person closed did not happen; one that fails is said in a window too', async () => {
    const app = await start();
    app.printOutcome = [false, 'Print job canceled'];
    expect(await app.bridge.print()).toMatchObject({ refusal: { code: 'print.cancelled' } });
    expect(app.messages).toEqual([]);
    app.printOutcome = [false, 'Invalid printer settings'];
    expect(await app.bridge.print()).toMatchObject({ refusal: { code: 'print.failed' } });
    expect(app.messages).toEqual([expect.stringMatching(/^Not printed: Invalid printer settings\. Check/)]);
  });
});

describe('the customer’s window', () => {
  test('opens on the second screen without a way to main, once, and goes with the register', async () => {
    const app = await start();
    app.displays = [display(1, 0), display(2, 1280)];
    await app.bridge.openCustomerDisplay();
    await app.bridge.openCustomerDisplay();
    expect(app.windows).toHaveLength(2);
    await vi.waitFor(() => expect(app.window.loaded).toEqual(['200 app://tillside/display.html']));
    expect(app.window.options).toMatchObject({ x: 1280, fullscreen: true });
    expect(app.window.options.webPreferences).not.toHaveProperty('preload');
    expect(app.window.calls).toEqual(['showInactive']);
    let closed = false;
    app.window.once('closed', () => {
      closed = true;
    });
    app.windows[0]?.emit('closed');
    expect(closed).toBe(true);
  });

  test('is a window to be moved where there is one screen', async () => {
    const app = await start();
    await app.bridge.openCustomerDisplay();
    expect(app.window.options).not.toHaveProperty('fullscreen');
  });
});

describe('a till that is set up', () => {
  test('asks for the server’s address, keeps it, and reaches it at once', async () => {
    const installation = await install();
    const app = await startApp(installation);
    expect(await app.bridge.readServerAddress()).toEqual({ ok: true, value: null });
    expect((await app.request('app://tillside/api/health')).type).toBe('error');
    expect(await app.bridge.writeServerAddress('nonsense')).toMatchObject({ ok: false });
    expect(await app.bridge.writeServerAddress('http://127.0.0.1:1/')).toMatchObject({ ok: true });
    expect(await app.bridge.readServerAddress()).toEqual({ ok: true, value: 'http://127.0.0.1:1' });
    const again = await startApp(installation);
    expect(await again.bridge.readServerAddress()).toEqual({ ok: true, value: 'http://127.0.0.1:1' });
  });

  test('has no update where it was not installed by an installer', async () => {
    const { bridge } = await start({ updates: 'https://updates.example' });
    expect(await bridge.readyUpdate()).toEqual({ ok: true, value: null });
    expect(await bridge.installUpdate({ shiftOpen: false, unsent: 0 })).toMatchObject({ ok: false });
  });
});

describe('life', () => {
  test('a page that dies is loaded again once; dying on, the app says so and ends', async () => {
    const app = await start();
    const page = app.window.webContents;
    app.app.emit('render-process-gone', {}, page, { reason: 'clean-exit' });
    expect(page.reloads).toBe(0);
    app.app.emit('render-process-gone', {}, page, { reason: 'oom' });
    expect([page.reloads, app.exits]).toEqual([1, []]);
    app.app.emit('render-process-gone', {}, page, { reason: 'crashed' });
    expect([page.reloads, app.exits]).toEqual([1, [1]]);
    expect(app.errorBoxes).toEqual([expect.stringContaining('What was sold is safe')]);
  });

  test('the customer’s page that dies is loaded again and dying on closed, and counts for no death of the register', async () => {
    const app = await start();
    const register = app.window.webContents;
    await app.bridge.openCustomerDisplay();
    const customer = app.window.webContents;
    const dies = (page: object) => app.app.emit('render-process-gone', {}, page, { reason: 'oom' });
    dies(customer);
    dies(register);
    expect([customer.reloads, register.reloads, app.exits]).toEqual([1, 1, []]);
    let closed = false;
    app.window.once('closed', () => {
      closed = true;
    });
    dies(customer);
    expect([closed, app.exits, app.errorBoxes]).toEqual([true, [], []]);
    await app.bridge.openCustomerDisplay();
    expect(app.windows).toHaveLength(3);
  });

  test('closing the window ends the app', async () => {
    const app = await start();
    app.window.emit('closed');
    app.app.emit('window-all-closed');
    expect(app.exits).toEqual([0]);
  });

  test('a closed window is opened anew by the dock icon', async () => {
    const app = await start();
    app.window.emit('closed');
    app.app.emit('activate');
    expect(app.windows).toHaveLength(2);
  });

  test.skipIf(process.platform === 'darwin')('no menu takes the register’s keys', async () => {
    expect((await start()).menu).toBeNull();
  });
});
