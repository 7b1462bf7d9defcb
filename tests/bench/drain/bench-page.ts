import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumLaunchOptions, provideChromium } from '../../provide/chromium.ts';

export type BenchScript = 'till' | 'pouch';

/** Builds the scripts of the bench's pages into `folder`, as the register itself is built. */
export async function buildBenchPages(folder: string): Promise<void> {
  const page = (name: BenchScript) => join(import.meta.dirname, `page/${name}.ts`);
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    // Its own build for browsers: its sources need a part of Node.
    resolve: { alias: [{ find: /^pouchdb$/, replacement: 'pouchdb/dist/pouchdb.js' }] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { till: page('till'), pouch: page('pouch') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}

/**
 * A page in a Chromium of its own that runs one of the scripts at the server's origin, so that its requests go to the
 * server as the register's do, without another origin's preflights.
 */
export async function openBenchPage(
  options: { readonly profile: string; readonly built: string; readonly origin: string },
  script: BenchScript,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  process.env.CHROMIUM_PATH ??= await provideChromium();
  const context = await chromium.launchPersistentContext(options.profile, chromiumLaunchOptions());
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => console.error(`${script}: ${error.stack}`));
  await page.route('**/bench/*', async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/bench/', '');
    if (name === 'page') {
      const body = `<!doctype html><title>Bench</title><script type="module" src="/bench/${script}.js"></script>`;
      return route.fulfill({ contentType: 'text/html', body });
    }
    const body = await readFile(join(options.built, name));
    return route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${options.origin}/bench/page`);
  const global = script === 'till' ? 'drainTill' : 'drainPouch';
  await page.waitForFunction((name) => name in globalThis, global);
  // From here on nothing stands between the page and its server.
  await page.unroute('**/bench/*');
  return { context, page };
}

export type OpenPage = (
  script: BenchScript,
  origin: string,
) => Promise<{ readonly context: BrowserContext; readonly page: Page }>;
