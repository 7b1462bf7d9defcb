import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JournalCopy } from '../../electron/journal-copy.ts';
import { temporaryFolder } from './start-app.ts';

const epoch = { device_id: '0123456789abcdef01234567', epoch: 2 };
const entry = (seq: number, note = 'ü') => JSON.stringify({ seq, note });
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

const range = (first: number, last: number) => ({ ok: true, value: { first, last } });

/** As the register uses it: entry 1 is always the earliest. */
function copyIn(folder: string) {
  const copy = new JournalCopy(folder);
  return {
    range: (of: typeof epoch) => copy.range(of),
    renew: (of: typeof epoch) => copy.renew(of),
    prune: (of: typeof epoch, seq: number) => copy.prune(of, seq),
    read: (of: typeof epoch, from: number, limit: number) => copy.read(of, from, limit),
    append: (of: typeof epoch, texts: string[], areEarliest = texts[0]?.startsWith('{"seq":1,') ?? false) =>
      copy.append(of, texts, areEarliest),
  };
}

async function setUp() {
  const folder = join(await temporaryFolder(), 'copy');
  const file = join(folder, `${epoch.device_id}-2.jsonl`);
  const restart = () => copyIn(folder);
  return { folder, file, restart, copy: restart() };
}

describe('the journal’s second copy', () => {
  test('holds after a restart what was appended, by epoch', async () => {
    const { copy, restart } = await setUp();
    expect(await copy.range(epoch)).toEqual(range(0, 0));
    expect(await copy.append(epoch, entries(1, 2))).toEqual({ ok: true, value: 2 });
    expect(await copy.append(epoch, entries(3, 3))).toEqual({ ok: true, value: 3 });
    expect(await copy.append({ ...epoch, epoch: 3 }, entries(1, 1))).toEqual({ ok: true, value: 1 });

    const after = restart();
    expect(await after.range(epoch)).toEqual(range(1, 3));
    expect(await after.range({ ...epoch, epoch: 3 })).toEqual(range(1, 1));
    expect(await after.read(epoch, 1, 1000)).toEqual({ ok: true, value: entries(1, 3) });
    expect(await after.read(epoch, 2, 1)).toEqual({ ok: true, value: entries(2, 2) });
    expect(await after.read(epoch, 4, 10)).toEqual({ ok: true, value: [] });
    expect(await after.append(epoch, entries(4, 4))).toEqual({ ok: true, value: 4 });
    expect(await restart().read(epoch, 0, 10)).toEqual({ ok: true, value: entries(1, 4) });
  });

  test('appended again, or again with more: once there', async () => {
    const { copy } = await setUp();
    await copy.append(epoch, entries(1, 3));
    expect(await copy.append(epoch, entries(2, 3))).toEqual({ ok: true, value: 3 });
    expect(await copy.append(epoch, entries(2, 5))).toEqual({ ok: true, value: 5 });
    expect(await copy.read(epoch, 1, 10)).toEqual({ ok: true, value: entries(1, 5) });
  });

  test('other content under a number is refused, and nothing of it is written', async () => {
    const { copy, file } = await setUp();
    await copy.append(epoch, entries(1, 3));
    const before = await readFile(file);
    const differs = { ok: false, refusal: { code: 'journal_copy.differs' } };
    expect(await copy.append(epoch, [entry(3, 'other'), entry(4)])).toMatchObject(differs);
    expect(await readFile(file)).toEqual(before);
  });

  test('no gaps: what is missing in between has to come first', async () => {
    const { copy } = await setUp();
    await copy.append(epoch, entries(1, 3));
    expect(await copy.append(epoch, entries(5, 6))).toMatchObject({ refusal: { code: 'journal_copy.gap' } });
    expect(() => copy.append(epoch, [entry(4), entry(6)])).toThrow('in the order');
    expect(() => copy.append(epoch, ['no entry'])).toThrow('in the order');
    expect(await copy.append(epoch, entries(4, 6))).toEqual({ ok: true, value: 6 });
  });

  test('may begin in the middle: what left the journal by retention is not needed', async () => {
    const { copy, restart } = await setUp();
    expect(await copy.append(epoch, entries(900, 902))).toMatchObject({
      refusal: { code: 'journal_copy.gap' },
    });
    expect(await copy.append(epoch, entries(900, 902), true)).toEqual({ ok: true, value: 902 });
    expect(await restart().range(epoch)).toEqual(range(900, 902));
    expect(await restart().read(epoch, 0, 2)).toEqual({ ok: true, value: entries(900, 901) });
    expect(await restart().read(epoch, 901, 10)).toEqual({ ok: true, value: entries(901, 902) });
  });

  test.each([
    ['half a line', '{"seq":4,"no'],
    ['zeros', '\0\0\0\0\0\0'],
    ['zeros and the end of a line', '\0\0\0\n'],
    ['half a line and the end of the next', '{"seq":4,\n5}\n'],
  ])(
    'a power cut while appending, which left %s: the whole entries stay and the next one follows',
    async (_what, rest) => {
      const { copy, file, restart } = await setUp();
      await copy.append(epoch, entries(1, 3));
      await appendFile(file, rest);
      expect(await restart().range(epoch)).toEqual(range(1, 3));
      expect(await restart().append(epoch, entries(4, 4))).toEqual({ ok: true, value: 4 });
      expect((await readFile(file)).toString()).toBe(`${entries(1, 4).join('\n')}\n`);
    },
  );

  test('a power cut in the very first entry leaves an empty copy', async () => {
    const { copy, file, restart } = await setUp();
    await copy.range(epoch);
    await writeFile(file, '{"seq":1,');
    expect(await restart().range(epoch)).toEqual(range(0, 0));
    expect(await restart().append(epoch, entries(1, 1))).toEqual({ ok: true, value: 1 });
  });

  test.each([
    ['its first line', (text: string) => text.replace('{"seq":1', '{"xxx":1'), 2],
    ['a line’s end', (text: string) => text.replace('\n', ' '), 3],
    ['a line twice', (text: string) => text.replace(`${entry(2)}\n`, `${entry(2)}\n${entry(2)}\n`), 2],
    ['a line gone', (text: string) => text.replace(`${entry(3)}\n`, ''), 4],
    ['a line of zeros', (text: string) => text.replace(entry(2), '\0\0\n\0'), 3],
  ])(
    '[JRN6] damaged elsewhere than at its end (%s): the entries after that stay, and the file is kept',
    async (_what, damage, first) => {
      const { copy, file, restart } = await setUp();
      await copy.append(epoch, entries(1, 4));
      const damaged = damage((await readFile(file)).toString());
      await writeFile(file, damaged);
      expect(await restart().range(epoch)).toEqual(range(first, 4));
      expect(await restart().read(epoch, 0, 10)).toEqual({ ok: true, value: entries(first, 4) });
      expect(await restart().append(epoch, entries(5, 5))).toEqual({ ok: true, value: 5 });
      expect((await readFile(`${file}.kept-1`)).toString()).toBe(damaged);
    },
  );

  test('[JRN6] a number that no entry can have is no entry, and the file is repaired once', async () => {
    const { copy, file, restart } = await setUp();
    await copy.append(epoch, entries(1, 3));
    await appendFile(file, '{"seq":9007199254740992}\n');
    expect(await restart().range(epoch)).toEqual(range(1, 3));
    await writeFile(file, '{"seq":1}\n{"seq":9007199254740991}\n{"seq":9007199254740992}\n');
    expect(await restart().range(epoch)).toEqual(range(2 ** 53 - 1, 2 ** 53 - 1));
    expect((await readdir(dirname(file))).filter((name) => name.includes('.kept-'))).toHaveLength(1);
  });

  test('begun anew it is empty, and what it held is kept, each time', async () => {
    const { copy, file, restart } = await setUp();
    for (const note of ['one', 'two']) {
      await copy.append(epoch, [entry(7, note)], true);
      expect(await copy.renew(epoch)).toEqual({ ok: true, value: null });
    }
    expect(await restart().range(epoch)).toEqual(range(0, 0));
    expect((await readFile(`${file}.kept-1`)).toString()).toBe(`${entry(7, 'one')}\n`);
    expect((await readFile(`${file}.kept-2`)).toString()).toBe(`${entry(7, 'two')}\n`);
  });

  test('[JRN4] lets go what the journal let go, once that is half of it, and never the last entry', async () => {
    const { copy, restart } = await setUp();
    await copy.append(epoch, entries(1, 10));
    await copy.prune(epoch, 5);
    expect(await copy.range(epoch)).toEqual(range(1, 10));
    await copy.prune(epoch, 6);
    expect(await copy.range(epoch)).toEqual(range(6, 10));
    expect(await copy.append(epoch, entries(11, 11))).toEqual({ ok: true, value: 11 });
    expect(await restart().read(epoch, 0, 10)).toEqual({ ok: true, value: entries(6, 11) });
    await copy.prune(epoch, 99);
    expect(await restart().range(epoch)).toEqual(range(11, 11));
  });

  test('a disk that fails is a refusal, and the copy goes on when it is back', async () => {
    const folder = join(await temporaryFolder(), 'disk');
    await writeFile(folder, 'not a folder');
    const copy = copyIn(join(folder, 'copy'));
    const failed = { ok: false, refusal: { code: 'journal_copy.failed' } };
    expect(await copy.append(epoch, entries(1, 1))).toMatchObject(failed);
    await rm(folder);
    expect(await copy.append(epoch, entries(1, 1))).toEqual({ ok: true, value: 1 });
    expect(await readdir(join(folder, 'copy'))).toHaveLength(1);
  });

  test('a copy that another program changes is read anew before anything is added', async () => {
    const { copy, file } = await setUp();
    await copy.append(epoch, entries(1, 3));
    await appendFile(file, '{"seq":4,"half');
    expect(await copy.append(epoch, entries(4, 4))).toMatchObject({
      refusal: { code: 'journal_copy.failed' },
    });
    expect(await copy.append(epoch, entries(4, 4))).toEqual({ ok: true, value: 4 });
    await rm(file);
    expect(await copy.read(epoch, 1, 1)).toMatchObject({ refusal: { code: 'journal_copy.failed' } });
    // A hole at the beginning would be a loss that nobody notices.
    expect(await copy.append(epoch, entries(5, 5))).toMatchObject({ refusal: { code: 'journal_copy.gap' } });
    expect(await copy.append(epoch, entries(1, 5))).toEqual({ ok: true, value: 5 });
  });

  test('asked for at the same moment, appends come in their order', async () => {
    const { copy, restart } = await setUp();
    await Promise.all([1, 2, 3, 4, 5].map((seq) => copy.append(epoch, [entry(seq)])));
    expect(await restart().read(epoch, 1, 10)).toEqual({ ok: true, value: entries(1, 5) });
  });

  test('a copy of many megabytes is opened and read by number', async () => {
    const { copy, restart } = await setUp();
    const long = 'x'.repeat(3000);
    for (let from = 1; from <= 2000; from += 500) {
      await copy.append(
        epoch,
        Array.from({ length: 500 }, (_, index) => entry(from + index, long)),
      );
    }
    const value = [entry(1234, long), entry(1235, long)];
    expect(await restart().read(epoch, 1234, 2)).toEqual({ ok: true, value });
  });
});
