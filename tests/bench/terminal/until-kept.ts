import type { Page } from '@playwright/test';

/**
 * Resolves when the page's own version of the till has made a checkpoint of its unsent entries. One that sold them over days made it as it sold; here
 * they were sold within seconds, by another page.
 */
export async function untilKept(page: Page, posVersion: string): Promise<void> {
  await page.waitForFunction(
    async (version) => {
      const known = await indexedDB.databases();
      const name = known.find((database) => database.name?.endsWith('checkpoint'))?.name;
      if (!name) return false;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      try {
        return await new Promise<boolean>((resolve) => {
          const reading = database.transaction('docs').objectStore('docs').get('!');
          reading.onsuccess = () =>
            resolve(
              reading.result?.text.includes(`"made_by":"${version}/`) === true &&
                reading.result._deleted === '0',
            );
          reading.onerror = () => resolve(false);
        });
      } finally {
        database.close();
      }
    },
    posVersion,
    { polling: 500, timeout: 120_000 },
  );
}
