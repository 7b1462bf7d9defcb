import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoTerminals } from '../../../sync-server/demo/at-stores.ts';
import { TestServer } from '../../e2e/fixtures/server.ts';
import { openBenchPage } from '../drain/bench-page.ts';
import { openCountingProxy } from './counting-proxy.ts';
import { centralBytes, folderBytes } from './sizes.ts';

export interface SalesToMeasure {
  readonly folder: string;
  readonly built: string;
  readonly oneByOne: number;
  readonly all: number;
}

/** Bytes per sale. What the till and the server had before their first sale does not count. */
export async function measureSales({ folder, built, oneByOne, all }: SalesToMeasure) {
  const [dataDir, profile] = [join(folder, 'data'), join(folder, 'profile')];
  mkdirSync(dataDir);
  const server = await TestServer.start({ dataDir });
  const proxy = await openCountingProxy(server.port);
  /** Chromium is closed afterwards: its next start writes its log into tables. */
  const inChromium = async (use: (page: Page) => Promise<unknown>) => {
    const { context, page } = await openBenchPage({ profile, built, origin: proxy.url }, 'till');
    try {
      await use(page);
    } finally {
      await context.close();
    }
  };
  const signInOnly = () => inChromium((page) => page.evaluate(() => drainTill.signIn()));
  const indexedDb = () => folderBytes(join(profile, 'Default', 'IndexedDB'));
  try {
    await inChromium((page) =>
      page.evaluate((code) => drainTill.begin(code), demoTerminals[0]?.activation_code ?? ''),
    );
    await signInOnly();
    const [terminalBefore, centralBefore] = [indexedDb(), await centralOf(server, dataDir)];
    let wire = 0;
    await inChromium(async (page) => {
      await page.evaluate(() => drainTill.signIn());
      const before = proxy.bytes();
      await page.evaluate(([sales, atOnce]) => drainTill.sellAndSettle(sales, atOnce), [
        oneByOne,
        1,
      ] as const);
      wire = proxy.bytes() - before;
      await page.evaluate(([sales, atOnce]) => drainTill.sellAndSettle(sales, atOnce), [
        all - oneByOne,
        100,
      ] as const);
    });
    await signInOnly();
    return {
      wire: wire / oneByOne,
      terminal: (indexedDb() - terminalBefore) / all,
      central: ((await centralOf(server, dataDir)) - centralBefore) / all,
    };
  } finally {
    await proxy.close();
    await server.stop();
  }
}

/** While the server is stopped, so that its file is whole. */
async function centralOf(server: TestServer, dataDir: string): Promise<number> {
  await server.stop();
  const bytes = await centralBytes(dataDir);
  await server.start();
  return bytes;
}
