import { validatorOf } from '#validator';
import type { Validator } from '../schema/validator.ts';
import { Envelope } from './entry.ts';
import { type Entry, type EntryKind, type EntryOf, entryKinds, isEntryKind } from './kinds.ts';

const envelope = validatorOf(Envelope);
const bodies = new Map<EntryKind, Validator>();

function bodyValidator(kind: EntryKind): Validator {
  const known = bodies.get(kind);
  if (known) return known;
  const compiled = validatorOf(entryKinds[kind].body);
  bodies.set(kind, compiled);
  return compiled;
}

export const isEnvelope = (value: unknown): value is Envelope => envelope.check(value);

export type BodyCheck =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly reason: 'unknown_kind' | 'invalid_body'; readonly detail: string };

/** Checks the body against its kind. What fails here is quarantined, not refused (SYN4). */
export function checkBody(entry: Envelope): BodyCheck {
  if (!isEntryKind(entry.kind)) return { ok: false, reason: 'unknown_kind', detail: entry.kind };
  const validator = bodyValidator(entry.kind);
  return validator.check(entry.body)
    ? { ok: true, entry: entry as unknown as EntryOf<EntryKind> }
    : { ok: false, reason: 'invalid_body', detail: `${entry.kind} ${validator.fault(entry.body)}` };
}
