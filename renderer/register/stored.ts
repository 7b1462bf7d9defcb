import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** What this device keeps under a key; null where nothing is, or not what was written here. */
export function readStored<T extends TSchema>(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  schema: T,
): Static<T> | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return Value.Check(schema, value) ? value : null;
  } catch {
    return null;
  }
}
