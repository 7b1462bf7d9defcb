import type { Static, TSchema } from 'typebox';
import { parseAs } from '../till/store/parse-as.ts';

/** What this device keeps under a key; null where nothing is, or not what was written here. */
export const readStored = <T extends TSchema>(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  schema: T,
): Static<T> | null => parseAs(storage.getItem(key) ?? 'null', schema);
