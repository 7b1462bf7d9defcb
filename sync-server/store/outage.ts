import { isDiskFull } from './disk-full.ts';
import { isMongoOutage } from './mongo-outage.ts';

/** The database has not answered in time. The request may have been carried out, or may still be. */
export class StorageSilent extends Error {}

/** Of SQLite's primary codes: busy, locked, out of memory, read-only, interrupted, a failing disk, a file that cannot be opened. */
const sqlitePasses = new Set([5, 6, 7, 8, 9, 10, 14]);

const isSqliteOutage = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  // The upper bytes only refine the primary code.
  sqlitePasses.has(error.errcode & 0xff);

/** Whether the database is out of order for now: the fault lies neither in the request nor in our code. */
export const isOutage = (error: unknown): boolean =>
  error instanceof StorageSilent || isDiskFull(error) || isSqliteOutage(error) || isMongoOutage(error);

/** Rejects with `StorageSilent` where the answer takes longer. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new StorageSilent(`no answer in ${ms} ms`)), ms);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
