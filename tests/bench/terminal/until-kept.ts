import type { Page } from '@playwright/test';

/**
 * Resolves when the page's own version of the till has made a checkpoint of its unsent entries. One that sold them
 * over days made it as it sold; here they were sold within seconds, by another page.
 */
export async function untilKept(page: Page, posVersion: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  // Not `waitForFunction`: it takes the promise of an asynchronous function for a yes.
  while ((await madeBy(page))?.startsWith(`${posVersion}/`) !== true) {
    if (Date.now() > deadline) throw new Error('the till made no checkpoint within two minutes');
    await page.waitForTimeout(200);
  }
}

/** Which version made the checkpoint that is there; null where there is none. */
const madeBy = (page: Page): Promise<string | null> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const known = await indexedDB.databases();
    const name = known.find((database) => database.name?.endsWith('checkpoint'))?.name;
    if (!name) return null;
    const database = await settled(indexedDB.open(name));
    try {
      const row: unknown = await settled(database.transaction('docs').objectStore('docs').get('!'));
      const mark = row as { readonly text: string; readonly _deleted: string } | undefined;
      return mark?._deleted === '0' ? (JSON.parse(mark.text) as { made_by: string }).made_by : null;
    } finally {
      database.close();
    }
  });
