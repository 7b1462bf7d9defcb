import { cp } from 'node:fs/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions, provideChromium } from '../../provide/chromium.ts';
import type { Site } from './site.ts';

/** Of a full register: half tickets, half their sales. */
export const fullStore = { documents: 100_000, unsent: 5_000 } as const;

/** A till in a real Chromium on a profile folder of its own. */
export class BenchTill {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  /** Opens the bench's page, in which `globalThis.benchPage` drives the till. */
  static async open(profile: string, site: Site): Promise<BenchTill> {
    process.env.CHROMIUM_PATH ??= await provideChromium();
    const context = await chromium.launchPersistentContext(profile, {
      ...chromiumLaunchOptions(),
      viewport: { width: 1280, height: 800 },
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const errors: Error[] = [];
    page.on('pageerror', (error) => void errors.push(error));
    await page.goto(`${site.url}/bench.html`);
    if (errors[0]) throw errors[0];
    return new BenchTill(context, page);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** Enrolled, signed in, with an open shift and stock to sell; everything sent. */
export async function openEmptyTill(profile: string, site: Site): Promise<BenchTill> {
  const till = await BenchTill.open(profile, site);
  await till.page.evaluate(() => benchPage.begin('DEMO-TILL-0001'));
  return till;
}

/** As the empty one, with the documents of months. */
export async function openFullTill(profile: string, site: Site, scale: number): Promise<BenchTill> {
  const till = await BenchTill.open(profile, site);
  await till.page.evaluate(() => benchPage.begin('DEMO-TILL-0002'));
  await till.page.evaluate((count) => benchPage.fill(count), Math.ceil(fullStore.documents * scale));
  return till;
}

/** Real sales, one by one, while the server cannot be reached. */
export async function addUnsent(till: BenchTill, scale: number): Promise<void> {
  await till.page.evaluate((count) => benchPage.sellUnsent(count), Math.ceil(fullStore.unsent * scale));
}

/** The state in which each repetition begins: a copy of a closed profile. */
export const copyProfile = (from: string, to: string): Promise<void> => cp(from, to, { recursive: true });
