import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../sync-server/store/open.ts';
import type { ListQuery } from '../../sync-server/store/port.ts';
import { listSql } from '../../sync-server/store/sqlite-query.ts';
import { created, idOf, instantOf, loadValue, makeBlock } from './blocks.ts';
import { prepareCrash } from './half-written-block.ts';
import { runNode } from './spawn-node.ts';
import type { provideSqlite } from './sqlite-database.ts';

type Database = Awaited<ReturnType<typeof provideSqlite>>;

const byId: ListQuery['sort'] = { field: '_id', direction: 'asc' };
const newestSale = { field: 'sale_time', direction: 'desc' } as const;
const store = { store_id: { eq: idOf(1) } };

export function declareSqliteFileTests(provide: () => Promise<Database>): void {
  let database: Database;
  beforeEach(async () => {
    database = await provide();
  });
  afterEach(() => database.drop());

  test('[SYN1] everything is there again after it was closed and reopened', async () => {
    const first = await database.open();
    const sale = created('sales', { stream: 'chain', rev: 1 });
    const block = makeBlock({ position: 1, documents: [sale] });
    const session = { token_hash: 'a', user_id: idOf(1), device_id: idOf(2), expires_at: instantOf(1) };
    await first.append(block);
    await first.saveSession(session);
    await first.close();
    const second = await database.open();
    expect(await second.lastBlock('chain')).toEqual(block);
    expect(await loadValue(second, sale)).toEqual(sale.value);
    expect(await second.findSession('a')).toEqual(session);
  });

  test('[SYN1] append alone writes block and documents, or neither: a process killed between leaves nothing', async () => {
    const opened = await database.open();
    const { before, block } = await prepareCrash(opened);
    const { signal } = await runNode({ place: database.place, do: 'commit', block, dieAt: 'block-inserted' });
    expect(signal).toBe('SIGKILL');
    expect((await opened.lastBlock('chain'))?.position).toBe(1);
    expect(await loadValue(opened, before)).toEqual(before.value);

    expect(await opened.append(block)).toBe('appended');
    for (const document of block.documents ?? []) {
      expect(await loadValue(opened, document)).toEqual(document.value);
    }
  });

  test('a database of a newer Tillside is refused with the way out, and not touched', async () => {
    await (await database.open()).close();
    const raw = new DatabaseSync(database.place.at);
    raw.exec('PRAGMA user_version = 1000');
    await expect(database.open()).rejects.toThrow(/newer Tillside \(schema 1000; .*Update this server/);
    expect(raw.prepare('PRAGMA user_version').get()?.user_version).toBe(1000);
    raw.close();
  });

  test('without a MongoDB URI the store is a file in the data folder, made where it is missing', async () => {
    const dataDir = join(database.folder, 'some', 'folder');
    const opened = await openStore({ mongodbUri: undefined, dataDir });
    await opened.append(makeBlock({ position: 1 }));
    await opened.close();
    const raw = new DatabaseSync(join(dataDir, 'tillside.sqlite'), { readOnly: true });
    expect(raw.prepare('SELECT COUNT(*) AS count FROM blocks').get()?.count).toBe(1);
    raw.close();
  });

  // On an empty database, as on a shop's first day: the plan must not wait for statistics.
  test.each<[string, Parameters<typeof listSql>]>([
    ['tickets_ticket_number', ['tickets', { filter: { ticket_number: { eq: 'x' } }, sort: byId, limit: 1 }]],
    ['sales_store_id_sale_time', ['sales', { filter: store, sort: newestSale, limit: 50 }]],
    [
      'sales_store_id_sale_time',
      ['sales', { filter: store, sort: newestSale, after: { value: instantOf(0), id: idOf(1) }, limit: 50 }],
    ],
    [
      'day_totals_store_id_business_day',
      ['day_totals', { filter: { ...store, business_day: { gte: 'a', lt: 'b' } }, sort: byId, limit: 50 }],
    ],
    ['users_username', ['users', { filter: { username: { eq: 'ann' } }, sort: byId, limit: 1 }]],
  ])('the index %s serves its query', async (index, query) => {
    await database.open();
    const raw = new DatabaseSync(database.place.at, { readOnly: true });
    const { text, parameters } = listSql(...query);
    const plan = raw.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...parameters);
    expect(plan[0]?.detail).toContain(`USING INDEX ${index}`);
    raw.close();
  });
}
