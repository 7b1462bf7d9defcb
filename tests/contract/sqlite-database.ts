import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { openSqliteStore } from '../../sync-server/store/sqlite.ts';
import type { SharedDatabase } from './central-store.contract.ts';

/** A file in a folder of its own, removed at the end. */
export async function provideSqlite(): Promise<SharedDatabase & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-sqlite-'));
  const at = join(folder, 'tillside.sqlite');
  const opened: CentralStore[] = [];
  return {
    folder,
    place: { engine: 'sqlite', at },
    racesSkipped: null,
    open: async (options) => {
      const store = openSqliteStore(at, options);
      opened.push(store);
      return store;
    },
    drop: async () => {
      for (const store of opened) await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
