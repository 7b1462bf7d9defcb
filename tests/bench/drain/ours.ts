import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { must } from '../../../shared/result.ts';
import type { Sale } from '../../../shared/schema/sales.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';
import { demoTerminals } from '../../../sync-server/demo/at-stores.ts';
import { readCentral } from '../../e2e/fixtures/central.ts';
import { TestServer } from '../../e2e/fixtures/server.ts';
import { type AppDocument, asAppDocuments } from './app-documents.ts';
import type { OpenPage } from './bench-page.ts';

const lookEveryMs = 10;

/** Sells offline, plugs the cable in, and takes the time until the last sale can be read in the central database. */
export async function measureOurs(
  sales: number,
  folder: string,
  open: OpenPage,
): Promise<{ readonly seconds: number; readonly documents: readonly AppDocument[] }> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const server = await TestServer.start({ dataDir });
  const { context, page } = await open('till', server.url);
  try {
    await page.evaluate((code) => drainTill.begin(code), demoTerminals[0]?.activation_code ?? '');
    await context.setOffline(true);
    await page.evaluate(() => drainTill.untilOffline());
    await page.evaluate((count) => drainTill.sellUnsent(count), sales);
    const unsent = await page.evaluate(() => drainTill.unsent());
    if (unsent !== sales) throw new Error(`${unsent} sales wait to be sent, not ${sales}`);

    const central = new DatabaseSync(join(dataDir, 'tillside.sqlite'), { readOnly: true });
    const count = central.prepare("SELECT count(*) AS n FROM documents WHERE collection = 'sales'");
    const startedMs = performance.now();
    await context.setOffline(false);
    while (Number(count.get()?.n) < sales) await setTimeout(lookEveryMs);
    const seconds = (performance.now() - startedMs) / 1000;
    central.close();
    await page.evaluate(() => drainTill.untilSent());
    return { seconds, documents: documentsIn(dataDir) };
  } finally {
    await context.close();
    await server.stop();
  }
}

function documentsIn(dataDir: string): readonly AppDocument[] {
  const central = readCentral(dataDir);
  try {
    const sales: Sale[] = central.all('sales');
    const tickets: Ticket[] = central.all('tickets');
    const [batch] = central.all('inventory');
    return asAppDocuments(tickets, sales, must(batch, 'batch')._id);
  } finally {
    central.close();
  }
}
