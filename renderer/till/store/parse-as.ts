import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';

/** What is written in a text of this device's own; null where that is damaged, or not what `schema` says. */
export function parseAs<T extends TSchema>(text: string, schema: T): Static<T> | null {
  try {
    const value: unknown = JSON.parse(text);
    return Check(schema, value) ? value : null;
  } catch {
    return null;
  }
}
