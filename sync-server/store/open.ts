import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openMongoStore } from './mongo.ts';
import type { CentralStore } from './port.ts';
import { openSqliteStore } from './sqlite.ts';

/** The chain's MongoDB where a URI is given, otherwise the embedded database `tillside.sqlite` in the data folder. */
export async function openStore(where: {
  readonly mongodbUri: string | null | undefined;
  readonly dataDir: string;
}): Promise<CentralStore> {
  if (where.mongodbUri) return openMongoStore(where.mongodbUri);
  // Password hashes and customers' names are in it: for this account only.
  await mkdir(where.dataDir, { recursive: true, mode: 0o700 });
  return openSqliteStore(join(where.dataDir, 'tillside.sqlite'));
}
