import { statfsSync } from 'node:fs';

const sqliteFull = 13;
/** SQLite could not make the file beside the database that its WAL needs. */
const sqliteNoRoomForIndex = 4874;
const mongoOutOfDiskSpace = 14_031;

/** Enough for the largest block with its documents. */
const enoughBytes = 8 * 1024 * 1024;

/** Whether the database refused to write for want of room: then it has written nothing of what was asked. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return error.errcode === sqliteFull || error.errcode === sqliteNoRoomForIndex;
  return 'code' in error && error.code === mongoOutOfDiskSpace;
}

/** What an operator is to know and do. */
export const diskFullNotice =
  'The disk of the database is full: no entries are taken in. Tills sell on and send them later. ' +
  'Free some space; the server goes on by itself.';

/** Remembers that a write found the disk full, until there is room again. */
export class DiskWatch {
  readonly #folder: string;
  #found: unknown = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write<T>(work: () => T): T {
    try {
      const result = work();
      this.#found = null;
      return result;
    } catch (error) {
      if (isDiskFull(error)) this.#found = error;
      throw error;
    }
  }

  /** Throws while there is no room. Looks at the disk as well as the last write: without traffic no write would follow. */
  check(): void {
    if (this.#found === null) return;
    const { bavail, bsize } = statfsSync(this.#folder);
    if (bavail * bsize < enoughBytes) throw this.#found;
    this.#found = null;
  }
}
