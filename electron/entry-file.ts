import { createReadStream, createWriteStream } from 'node:fs';
import { constants, copyFile, type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { syncFolder } from './durable-file.ts';

const Numbered = Type.Object({ seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const newline = 0x0a;
const chunkBytes = 1024 * 1024;

/**
 * Entries of one epoch, a line each, numbered without gaps. Known by their places, so that reading needs no search.
 * After an error the file has to be opened again: what it holds is unknown then.
 */
export class EntryFile {
  readonly #path: string;
  /** Where line i begins, and at last where the next one will. */
  readonly #starts: number[];
  /** The number of the first line; 0 while there is none. */
  readonly #first: number;

  private constructor(path: string, starts: number[], first: number) {
    this.#path = path;
    this.#starts = starts;
    this.#first = first;
  }

  /**
   * Takes off what a power cut left of a last line: half of it, or zeros where it should have been. Of a file that is
   * damaged elsewhere, the entries after the damage stay; the damaged file is kept beside it.
   */
  static async open(path: string): Promise<EntryFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await EntryFile.#openWhole(path);
    if (file) return file;
    await keepAside(path);
    await replaceByItsEnd(path, await endAfterDamage(path));
    const repaired = await EntryFile.#openWhole(path);
    if (!repaired) throw new Error('damaged still, after it was repaired');
    return repaired;
  }

  /** Null where it is damaged elsewhere than at its end. */
  static async #openWhole(path: string): Promise<EntryFile | null> {
    const file = await using(path, 'a+', async (handle) => {
      const starts = await lineStarts(handle);
      let lastNumber = 0;
      while (starts.length > 1 && lastNumber === 0) {
        lastNumber = numberOf((await lines(handle, starts, starts.length - 2, starts.length - 1))[0]);
        if (lastNumber === 0) starts.pop();
      }
      const opened = new EntryFile(path, starts, numberOf((await lines(handle, starts, 0, 1))[0]));
      // Not at the end: no power cut did that, and good entries may come after it.
      if (opened.end !== lastNumber) return null;
      if (opened.#size < (await handle.stat()).size) await handle.truncate(opened.#size);
      await handle.sync();
      return opened;
    });
    await syncFolder(dirname(path));
    return file;
  }

  /** The number of the first entry; 0 where there is none. */
  get first(): number {
    return this.#count === 0 ? 0 : this.#first;
  }

  /** The number of the last entry; 0 where there is none. */
  get end(): number {
    return this.#count === 0 ? 0 : this.#first + this.#count - 1;
  }

  /** Resolves when durable, to the file with them. The first is numbered `end + 1`, or anything in an empty file. */
  async append(texts: readonly string[]): Promise<EntryFile> {
    const added = texts.map((text) => Buffer.from(`${text}\n`));
    await using(this.#path, 'a', async (handle) => {
      if ((await handle.stat()).size !== this.#size) throw new Error('changed by another program');
      await handle.appendFile(Buffer.concat(added));
      await handle.datasync();
    });
    for (const line of added) this.#starts.push(this.#size + line.length);
    return this.#first > 0 ? this : new EntryFile(this.#path, this.#starts, numberOf(texts[0]));
  }

  /** Up to `limit` entries from number `from` on. */
  async read(from: number, limit: number): Promise<string[]> {
    const begin = Math.max(0, from - this.#first);
    const end = Math.min(this.#count, begin + limit);
    return begin >= end ? [] : using(this.#path, 'r', (handle) => lines(handle, this.#starts, begin, end));
  }

  /**
   * Lets entries before number `seq` go, never the last. Only once they are half of the file: the rest is written anew.
   * To the file to go on with.
   */
  async prune(seq: number): Promise<EntryFile> {
    const gone = Math.min(seq - this.#first, this.#count - 1);
    if (gone <= 0 || gone * 2 < this.#count) return this;
    await replaceByItsEnd(this.#path, this.#starts[gone] ?? 0);
    return EntryFile.open(this.#path);
  }

  get #count(): number {
    return this.#starts.length - 1;
  }

  get #size(): number {
    return this.#starts[this.#count] ?? 0;
  }
}

/** A copy under the first free name: nobody else has what may be in it. */
export async function keepAside(path: string): Promise<void> {
  for (let n = 1; ; n += 1) {
    const aside = `${path}.kept-${n}`;
    try {
      await copyFile(path, aside, constants.COPYFILE_EXCL);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw error;
    }
    await using(aside, 'r+', (handle) => handle.sync());
    return syncFolder(dirname(path));
  }
}

/** At any moment the file is the old one or the new one. */
async function replaceByItsEnd(path: string, fromByte: number): Promise<void> {
  const draft = `${path}.draft`;
  await pipeline(
    createReadStream(path, { start: fromByte }),
    createWriteStream(draft, { mode: 0o600, flush: true }),
  );
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Where the last entries begin that follow each other without a gap; what is no entry may come after them. */
async function endAfterDamage(path: string): Promise<number> {
  return using(path, 'r', async (handle) => {
    const starts = await lineStarts(handle);
    let [begin, before] = [starts.at(-1) ?? 0, 0];
    for (let line = 0; line < starts.length - 1; line += 1) {
      const number = numberOf((await lines(handle, starts, line, line + 1))[0]);
      if (number !== 0 && (before === 0 || number !== before + 1)) begin = starts[line] ?? 0;
      before = number;
    }
    return begin;
  });
}

/** 0 for what is no entry. */
export function numberOf(text: string | undefined): number {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return Value.Check(Numbered, value) ? value.seq : 0;
  } catch {
    return 0;
  }
}

async function using<T>(path: string, flags: string, task: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, 0o600);
  try {
    return await task(handle);
  } finally {
    await handle.close();
  }
}

/** Lines `begin` up to `end`, the last one not included. */
async function lines(
  handle: FileHandle,
  starts: readonly number[],
  begin: number,
  end: number,
): Promise<string[]> {
  const [from, to] = [starts[begin], starts[end]];
  if (from === undefined || to === undefined) return [];
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
  if (bytesRead !== bytes.length) throw new Error('shorter than it was');
  return bytes.toString().split('\n').slice(0, -1);
}

async function lineStarts(handle: FileHandle): Promise<number[]> {
  const starts = [0];
  const chunk = Buffer.alloc(chunkBytes);
  for (let place = 0; ; ) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, place);
    if (bytesRead === 0) return starts;
    const part = chunk.subarray(0, bytesRead);
    for (let at = part.indexOf(newline); at >= 0; at = part.indexOf(newline, at + 1))
      starts.push(place + at + 1);
    place += bytesRead;
  }
}
