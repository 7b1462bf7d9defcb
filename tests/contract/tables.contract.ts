import { describe, expect, onTestFinished, test } from 'vitest';
import type { Table, TableShape, TableStore } from '../../renderer/till/store/tables.ts';
import { exactly, within } from '../../renderer/till/store/tables.ts';

interface Row {
  readonly key: string;
  readonly by: string;
  readonly text: string;
}

const shape: TableShape<Row> = { name: 'rows', primary: 'key', fields: { key: 40, by: 40, text: null } };
const row = (key: string, by = '', text = ''): Row => ({ key, by, text });
const everything = { index: 'key', from: '', below: '~' } as const;
const keysOf = (rows: readonly Row[]) => rows.map(({ key }) => key);

/** What every store of a till's rows keeps to. `reopen` opens the same disk anew, as the next start does. */
export function tablesContract(name: string, newDisk: () => { readonly reopen: () => TableStore }): void {
  describe(`the tables of ${name}`, () => {
    let names = 0;
    async function open() {
      const disk = newDisk();
      names += 1;
      const database = `${name}${names}`;
      let tables = await disk.reopen().open(database);
      onTestFinished(() => tables.close());
      return {
        table: () => tables.table(shape),
        remove: () => tables.remove(shape),
        release: () => tables.release(shape.name),
        other: () => tables.table({ ...shape, name: 'others' }),
        restart: async () => {
          await tables.close();
          tables = await disk.reopen().open(database);
          return tables.table(shape);
        },
      };
    }
    const openTable = async (): Promise<Table<Row>> => (await open()).table();

    test('rows are found by their keys, and what is not there is left out', async () => {
      const table = await openTable();
      await table.write([row('a', 'x', '1'), row('b', 'y', '2')]);
      expect(await table.get(['b', 'c'])).toMatchObject([row('b', 'y', '2')]);
      expect(await table.get([])).toEqual([]);
    });

    test('a write puts, changes and removes in one', async () => {
      const table = await openTable();
      await table.write([row('a', 'x', '1'), row('b', 'x', '1')]);
      await table.write([row('a', 'y', '2'), row('c', 'y', '2')], ['b', 'not there']);
      expect(await table.range(everything)).toMatchObject([row('a', 'y', '2'), row('c', 'y', '2')]);
      await table.write([], []);
      expect(keysOf(await table.range({ index: 'by', ...exactly('x') }))).toEqual([]);
    });

    test('what was removed may come again', async () => {
      const table = await openTable();
      await table.insert(row('a', 'x', '1'));
      await table.write([], ['a']);
      expect(await table.get(['a'])).toEqual([]);
      await table.write([row('a', 'x', '2')]);
      expect(await table.get(['a'])).toMatchObject([row('a', 'x', '2')]);
      await table.write([], ['a']);
      await table.purge();
      await table.insert(row('a', 'x', '3'));
      expect(await table.range(everything)).toMatchObject([row('a', 'x', '3')]);
    });

    test('[JRN4] an insertion never replaces what is there', async () => {
      const table = await openTable();
      await table.insert(row('a', '', 'first'));
      await expect(table.insert(row('a', '', 'second'))).rejects.toThrow('written by someone else');
      expect(await table.get(['a'])).toMatchObject([row('a', '', 'first')]);
    });

    test('a range is ascending, by its index and then by key, begins at `from`, ends before `below`, and stops at its limit', async () => {
      const table = await openTable();
      await table.write([row('d', '2'), row('b', '1'), row('a', '3'), row('c', '1'), row('e', '2')]);
      expect(keysOf(await table.range({ index: 'key', from: 'b', below: 'd' }))).toEqual(['b', 'c']);
      expect(keysOf(await table.range({ index: 'by', from: '1', below: '3' }))).toEqual(['b', 'c', 'd', 'e']);
      expect(keysOf(await table.range({ index: 'by', from: '1', below: '~', limit: 3 }))).toEqual([
        'b',
        'c',
        'd',
      ]);
    });

    test('`within` finds what begins with its prefix, `exactly` what is it', async () => {
      const table = await openTable();
      await table.write([
        row('tickets/1', 'shifts/ab/open'),
        row('tickets/2', 'shifts/ab/opened'),
        row('tickets_of/3', 'shifts/ab'),
        row('ticket/4', 'shifts/a'),
      ]);
      expect(keysOf(await table.range({ index: 'key', ...within('tickets/') }))).toEqual([
        'tickets/1',
        'tickets/2',
      ]);
      expect(keysOf(await table.range({ index: 'by', ...exactly('shifts/ab/open') }))).toEqual(['tickets/1']);
      expect(keysOf(await table.range({ index: 'by', ...exactly('shifts/a') }))).toEqual(['ticket/4']);
    });

    test('a removed table is empty when it is made anew; the one beside it stays', async () => {
      const database = await open();
      await (await database.table()).write([row('a')]);
      await (await database.other()).write([row('b')]);
      await database.remove();
      expect(await (await database.table()).range(everything)).toEqual([]);
      expect(keysOf(await (await database.other()).range(everything))).toEqual(['b']);
    });

    test('a table that was released is opened again with its rows', async () => {
      const database = await open();
      await (await database.table()).write([row('a')]);
      await database.release();
      expect(keysOf(await (await database.table()).range(everything))).toEqual(['a']);
    });

    test('[JRN1] what was written is there at the next start, and only that', async () => {
      const database = await open();
      const table = await database.table();
      await table.write([row('a', 'x', '1'), row('b')]);
      await table.insert(row('c'));
      await table.write([row('a', 'x', '2')], ['b']);
      const again = await database.restart();
      expect(await again.range(everything)).toMatchObject([row('a', 'x', '2'), row('c')]);
    });
  });
}
