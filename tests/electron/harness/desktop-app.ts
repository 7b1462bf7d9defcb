import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { browserPid, chromiumLaunchOptions } from '../../provide/chromium.ts';
import { StandIn } from '../stand-in.ts';
import { type OriginServer, serveOrigin } from './origin-server.ts';
import { preloadScript } from './preload-script.ts';

const root = join(import.meta.dirname, '../../..');

/** Main and preload as they are shipped. In a process of its own: Playwright and Vite each load modules in their own way. */
export function buildDesktopApp(outDir: string): void {
  const script = `import { buildElectron } from './scripts/build-electron.ts'; await buildElectron(process.argv[1]);`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script, outDir], { cwd: root });
}

interface Running {
  readonly electron: StandIn;
  readonly context: BrowserContext;
}

/**
 * The desktop app on a machine, in Electron's way without Electron: the built main and preload run on the stand-in, and
 * Chromium is their windows. `app://tillside` is an address of this machine there, the same for every start, because
 * IndexedDB belongs to it.
 */
export class DesktopApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'tillside-desktop-'));
  readonly userData = join(this.folder, 'profile');
  readonly #built: string;
  #origin: OriginServer | null = null;
  #running: Running | null = null;
  #starts = 0;

  constructor(built: string, settings: object) {
    this.#built = built;
    mkdirSync(this.userData);
    writeFileSync(join(this.userData, 'settings.json'), JSON.stringify(settings));
  }

  /** Resolves to the register's page. */
  async start(): Promise<Page> {
    this.#origin ??= await serveOrigin((request) => this.electron.request(request.url, request));
    const { url } = this.#origin;
    const appPath = this.#install();
    const context = await chromium.launchPersistentContext(join(this.folder, 'chromium'), {
      ...chromiumLaunchOptions(),
      viewport: { width: 1280, height: 800 },
    });
    const pages: Page[] = [];
    const electron = new StandIn({
      appPath,
      userData: this.userData,
      show: async (window, address) => {
        const page =
          pages.length === 0 ? (context.pages()[0] ?? (await context.newPage())) : await context.newPage();
        pages.push(page);
        page.once('close', () => window.emit('closed'));
        const { preload } = window.options.webPreferences ?? {};
        if (preload) {
          await page.exposeBinding('electronInvoke', ({ frame }, channel: string, values: unknown[]) =>
            electron.invoke(channel, values, {
              url: frame.url().replace(url, 'app://tillside'),
              parent: frame.parentFrame(),
            }),
          );
          await page.addInitScript(preloadScript(readFileSync(preload, 'utf8')));
        }
        await page.goto(address.replace('app://tillside', url));
      },
    });
    this.#running = { electron, context };
    const settled = new Promise((resolve) => electron.app.once('stand-in:settled', resolve));
    await runMain(appPath, electron);
    await settled;
    const [page] = pages;
    if (!page) throw new Error(`no window: ${electron.errorBoxes.join(' ')}`);
    return page;
  }

  get electron(): StandIn {
    if (!this.#running) throw new Error('the app is not running');
    return this.#running.electron;
  }

  get context(): BrowserContext {
    if (!this.#running) throw new Error('the app is not running');
    return this.#running.context;
  }

  async close(): Promise<void> {
    await this.#running?.context.close();
    this.#running = null;
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const pid = browserPid(join(this.folder, 'chromium'));
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await this.#running?.context.close().catch(() => undefined);
    this.#running = null;
  }

  async end(): Promise<void> {
    await this.close();
    await this.#origin?.close();
  }

  /** A folder for each start, so that main's modules are new each time; `electron` is found beside them. */
  #install(): string {
    this.#starts += 1;
    const installed = join(this.folder, `start-${this.#starts}`);
    mkdirSync(join(installed, 'node_modules/electron'), { recursive: true });
    cpSync(this.#built, join(installed, 'electron'), { recursive: true });
    symlinkSync(join(root, 'dist/register'), join(installed, 'register'), 'junction');
    return join(installed, 'electron');
  }
}

const handedOver = Symbol.for('tillside.stand-in');

/** The built main, with the stand-in where it imports `electron`. */
async function runMain(appPath: string, electron: StandIn): Promise<void> {
  const module = electron.module();
  const folder = join(appPath, '../node_modules/electron');
  writeFileSync(join(folder, 'package.json'), '{"type":"module","exports":"./index.js"}');
  writeFileSync(
    join(folder, 'index.js'),
    `export const { ${Object.keys(module).join(', ')} } = globalThis[Symbol.for('tillside.stand-in')];\n`,
  );
  Object.assign(globalThis, { [handedOver]: module });
  await import(pathToFileURL(join(appPath, 'main.js')).href);
}
