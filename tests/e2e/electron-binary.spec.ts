import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { hostCalls } from '../../shared/host-ipc.ts';
import { TestServer } from './fixtures/server.ts';

const binary = electronBinary(process.env);
const root = join(import.meta.dirname, '../..');

test.describe('the desktop app, in Electron itself', () => {
  test.skip(
    binary === undefined,
    'Electron’s program is not on this machine ("npx install-electron" fetches it); the code of main and preload runs over a stand-in in tests/electron',
  );

  test('the register starts on its own origin, in a sandbox, and reaches the sync server', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'tillside-electron-'));
    const server = await TestServer.start();
    const app = await build().then(() =>
      _electron.launch({
        executablePath: binary as string,
        // Chromium's sandbox does not run as root, as which containers run.
        args: [join(root, 'dist/electron'), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
        env: { ...environment(), TILLSIDE_PROFILE: profile, TILLSIDE_SERVER: server.url },
      }),
    );
    try {
      const page = await app.firstWindow();
      await expect(page).toHaveTitle('Tillside');
      await expect(page.locator('#register')).not.toBeEmpty();
      const seen = await page.evaluate(async () => ({
        origin: location.origin,
        secure: isSecureContext,
        bridge: Object.keys(window.tillside ?? {}).toSorted(),
        node: 'require' in window || 'process' in window,
        health: (await fetch('/api/health')).status,
        outside: await fetch('https://example.com/').then(
          () => 'reached',
          () => 'refused',
        ),
      }));
      expect(seen).toEqual({
        origin: 'app://tillside',
        secure: true,
        bridge: Object.keys(hostCalls).toSorted(),
        node: false,
        health: 200,
        outside: 'refused',
      });
    } finally {
      await app.close();
      await server.stop();
      for (const folder of [profile, server.dataDir]) {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    }
  });
});

/** In a process of its own: Playwright and Vite each load modules in their own way. */
async function build(): Promise<void> {
  const script = `import { buildElectron } from './scripts/build-electron.ts'; await buildElectron('dist/electron');`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
