import type { Host } from '../../shared/host.ts';
import type { Platform, StorageSpace, WriterLock } from '../till/platform.ts';
import { browserStores } from '../till/store/rxdb/browser-stores.ts';
import { webRandom } from './web-random.ts';
import { webTimers } from './web-timers.ts';
import { windowSession } from './window-session.ts';

/** A window's surroundings, in a browser or in Electron's renderer. */
export function browserPlatform(host: Host, name: string): Platform {
  const stores = browserStores();
  return {
    host,
    fetch: (input, init) => fetch(input, init),
    timers: webTimers,
    random: webRandom,
    databaseName: name,
    journalStore: stores.journal,
    documentStore: stores.documents,
    lock: windowLock(`${name}-writer`),
    space,
    session: windowSession(sessionStorage, localStorage, `${name}-session`),
    onOnline(listener) {
      window.addEventListener('online', listener);
      return () => window.removeEventListener('online', listener);
    },
    report: (error) => console.error(error),
  };
}

/** Held as long as the window lives, or until released: the browser gives it on when the window is gone. */
function windowLock(name: string): WriterLock {
  const request = (options: LockOptions) =>
    new Promise<(() => void) | null>((resolve, reject) => {
      navigator.locks
        .request(name, { mode: 'exclusive', ...options }, (lock) => {
          if (!lock) {
            resolve(null);
            return undefined;
          }
          return new Promise<void>((release) => resolve(release));
        })
        .catch(reject);
    });
  return {
    tryAcquire: () => request({ ifAvailable: true }),
    async acquire() {
      const release = await request({});
      if (!release) throw new Error('a lock that was waited for was not given');
      return release;
    },
  };
}

const space: StorageSpace = {
  async persist() {
    return (await navigator.storage?.persist?.()) ?? null;
  },
  async freeBytes() {
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  },
};
