import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { syncFolder } from './durable-file.ts';

const Numbered = Type.Object({ seq: Type.Integer({ minimum: 1 }) });
const newline = 0x0a;
const chunkBytes = 1024 * 1024;

/** Holds something else than whole entries in the order of their numbers, and not just a torn end. */
export class DamagedFile extends Error {}

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

  /** Takes off what a power cut left of a last line: half of it, or zeros where it should have been. */
  static async open(path: string): Promise<EntryFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await using(path, 'a+', async (handle) => {
      const starts = await lineStarts(handle);
      let lastNumber = 0;
      while (starts.length > 1 && lastNumber === 0) {
        lastNumber = numberOf((await lines(handle, starts, starts.length - 2, starts.length - 1))[0]);
        if (lastNumber === 0) starts.pop();
      }
      const opened = new EntryFile(path, starts, numberOf((await lines(handle, starts, 0, 1))[0]));
      // Not at the end: no power cut did that, and good entries may come after it. Nothing is taken off.
      if (opened.end !== lastNumber) throw new DamagedFile();
      if (opened.#size < (await handle.stat()).size) await handle.truncate(opened.#size);
      await handle.sync();
      return opened;
    });
    await syncFolder(dirname(path));
    return file;
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

  get #count(): number {
    return this.#starts.length - 1;
  }

  get #size(): number {
    return this.#starts[this.#count] ?? 0;
  }
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
