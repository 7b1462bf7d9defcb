import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppDocument } from './app-documents.ts';
import type { OpenPage } from './bench-page.ts';
import { startCouchServer } from './couch-process.ts';

/** Its usual adapter for browsers; of the batches tried (100, 500, 1,000 and 2,500 documents) 500 was the fastest. */
const settings = { adapter: 'idb', batchSize: 500, batchesLimit: 10 } as const;

/** The same sales in PouchDB, and the time until its replication says that they are at the server. */
export async function measurePouchdb(
  documents: readonly AppDocument[],
  folder: string,
  open: OpenPage,
): Promise<{ readonly seconds: number }> {
  const dataDir = join(folder, 'couch');
  mkdirSync(dataDir);
  const server = await startCouchServer(dataDir);
  const { context, page } = await open('pouch', server.url);
  try {
    await context.setOffline(true);
    await page.evaluate(([all, how]) => drainPouch.fill(all, how), [documents, settings] as const);
    const startedMs = performance.now();
    await context.setOffline(false);
    const sent = await page.evaluate(([url, how]) => drainPouch.replicate(url, how), [
      `${server.url}/sales`,
      settings,
    ] as const);
    const seconds = (performance.now() - startedMs) / 1000;
    if (sent !== documents.length) throw new Error(`PouchDB sent ${sent} of ${documents.length} documents`);
    return { seconds };
  } finally {
    await context.close();
    await server.stop();
  }
}
