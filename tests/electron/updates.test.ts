import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { noUpdates, setUpUpdates, type Updater } from '../../electron/updates.ts';
import { mayInstallUpdate } from '../../shared/domain/update-time.ts';

class UpdaterStandIn extends EventEmitter implements Updater {
  autoDownload = false;
  autoInstallOnAppQuit = true;
  readonly calls: unknown[] = [];
  setFeedURL = (feed: unknown) => void this.calls.push(feed);
  quitAndInstall = (...how: unknown[]) => void this.calls.push(['install', ...how]);
  async checkForUpdates(): Promise<void> {
    this.calls.push('check');
    throw new Error('no network');
  }
}

function setUp() {
  const updater = new UpdaterStandIn();
  let again = () => {};
  const updates = setUpUpdates(updater, 'https://updates.example', (_ms, task) => {
    again = task;
  });
  return { updater, updates, again: () => again() };
}

const wellStanding = { shiftOpen: false, unsent: 0 };

test.each([
  [false, 0, true],
  [true, 0, false],
  [false, 1, false],
  [true, 3, false],
])('a shift open: %s, unsent: %s; an update may come: %s', (shiftOpen, unsent, may) => {
  expect(mayInstallUpdate({ shiftOpen, unsent })).toBe(may);
});

describe('updates', () => {
  test('are looked for at the start and again, whatever the network says', () => {
    const { updater, again } = setUp();
    again();
    expect(updater.calls).toEqual([
      { provider: 'generic', url: 'https://updates.example' },
      'check',
      'check',
    ]);
    expect(() => updater.emit('error', new Error('no network'))).not.toThrow();
  });

  test('are fetched, and wait; the app’s end installs nothing', () => {
    const { updater, updates } = setUp();
    expect([updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([true, false]);
    expect(updates.ready()).toBeNull();
    expect(updates.install(wellStanding)).toMatchObject({ refusal: { code: 'update.none' } });
    updater.emit('update-downloaded', { version: '1.4.0' });
    expect(updates.ready()).toBe('1.4.0');
    expect(updater.calls).not.toContainEqual(['install', true, true]);
  });

  test('never come in a shift or over unsent entries, whoever asks', () => {
    const { updater, updates } = setUp();
    updater.emit('update-downloaded', { version: '1.4.0' });
    for (const standing of [
      { shiftOpen: true, unsent: 0 },
      { shiftOpen: false, unsent: 2 },
    ])
      expect(updates.install(standing)).toMatchObject({ refusal: { code: 'update.not_now' } });
    expect(updates.install(wellStanding)).toMatchObject({ ok: true });
    expect(updater.calls.at(-1)).toEqual(['install', true, true]);
  });

  test('without an address there are none', () => {
    expect(noUpdates.ready()).toBeNull();
    expect(noUpdates.install(wellStanding)).toMatchObject({ refusal: { code: 'update.none' } });
  });
});
