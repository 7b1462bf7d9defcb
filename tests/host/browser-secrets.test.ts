import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { BrowserSecrets } from '../../renderer/host/browser-secrets.ts';

/** What a browser keeps on its disk; `open` is the page loaded once more. */
function newBrowser() {
  const local = new Map<string, string>();
  const storage = {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, text: string) => void local.set(key, text),
  };
  const indexedDB = new IDBFactory();
  return {
    local,
    storage,
    indexedDB,
    open: () => new BrowserSecrets('till', storage as Storage, { indexedDB, IDBKeyRange }),
  };
}

async function emptyIndexedDb(indexedDB: IDBFactory): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name ?? '');
      deleting.onsuccess = () => resolve();
      deleting.onerror = () => reject(deleting.error);
    });
  }
}

test('what was written last is read, also by the next page; what was removed is not there', async () => {
  const browser = newBrowser();
  const secrets = browser.open();
  expect(await secrets.read('papers')).toBeNull();
  await secrets.write('papers', 'first');
  await secrets.write('papers', 'second');
  await secrets.write('verifiers', 'other');
  expect(await browser.open().read('papers')).toBe('second');
  await secrets.remove('papers');
  expect(await browser.open().read('papers')).toBeNull();
  expect(await browser.open().read('verifiers')).toBe('other');
});

test('papers are durable in IndexedDB where localStorage was not yet on disk', async () => {
  const browser = newBrowser();
  await browser.open().write('papers', 'given out');
  browser.local.clear();
  expect(await browser.open().read('papers')).toBe('given out');
});

test('papers outlive an IndexedDB that was emptied, also under the running page', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const browser = newBrowser();
  const secrets = browser.open();
  await secrets.write('papers', 'kept');
  await emptyIndexedDb(browser.indexedDB);
  expect(await secrets.read('papers')).toBe('kept');
  await secrets.write('papers', 'written after');
  browser.local.clear();
  expect(await browser.open().read('papers')).toBe('written after');
});

test('the copy with the higher version counts, whichever it is', async () => {
  const browser = newBrowser();
  await browser.open().write('papers', 'old');
  const old = new Map(browser.local);
  await browser.open().write('papers', 'new');
  for (const [key, text] of old) browser.local.set(key, text);
  expect(await browser.open().read('papers')).toBe('new');
});

test('a refusal of one of both places is no loss; of both it is an error', async () => {
  const browser = newBrowser();
  const secrets = browser.open();
  vi.spyOn(browser.storage, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  await secrets.write('papers', 'in IndexedDB');
  expect(await browser.open().read('papers')).toBe('in IndexedDB');
  vi.spyOn(browser.indexedDB, 'open').mockImplementation(() => {
    throw new Error('blocked');
  });
  const next = browser.open();
  await expect(next.write('papers', 'nowhere')).rejects.toThrow('full');
  // It tries anew, and not only after a restart.
  vi.restoreAllMocks();
  expect(await next.read('papers')).toBe('in IndexedDB');
});

test('papers that a page of before put there are read', async () => {
  const browser = newBrowser();
  await new Promise<void>((resolve, reject) => {
    const opening = browser.indexedDB.open('till-secrets', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('secrets');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('secrets', 'readwrite');
      writing.objectStore('secrets').put(JSON.stringify({ version: 7, value: 'of before' }), 'papers');
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
  expect(await browser.open().read('papers')).toBe('of before');
});

test('a page of before, which comes back when an update is taken back, opens what this one has written', async () => {
  const browser = newBrowser();
  await browser.open().write('papers', 'of today');
  const version = await new Promise<number>((resolve, reject) => {
    const opening = browser.indexedDB.open('till-secrets', 1);
    opening.onsuccess = () => resolve(opening.result.version);
    opening.onerror = () => reject(opening.error);
  });
  expect(version).toBe(1);
});
