import { Compile, type Validator } from 'typebox/compile';
import { Envelope } from './entry.ts';
import { type Entry, type EntryKind, type EntryOf, entryBodies, isEntryKind } from './kinds.ts';

const envelope = Compile(Envelope);
const bodies = new Map<EntryKind, Validator>();

function bodyValidator(kind: EntryKind): Validator {
  const known = bodies.get(kind);
  if (known) return known;
  const compiled = Compile(entryBodies[kind]) as unknown as Validator;
  bodies.set(kind, compiled);
  return compiled;
}

export const isEnvelope = (value: unknown): value is Envelope => envelope.Check(value);

export type BodyCheck =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly reason: 'unknown_kind' | 'invalid_body'; readonly detail: string };

/** Checks the body against its kind. What fails here is quarantined, not refused (SYN4). */
export function checkBody(entry: Envelope): BodyCheck {
  if (!isEntryKind(entry.kind)) return { ok: false, reason: 'unknown_kind', detail: entry.kind };
  const validator = bodyValidator(entry.kind);
  if (validator.Check(entry.body)) return { ok: true, entry: entry as unknown as EntryOf<EntryKind> };
  const first = validator.Errors(entry.body)[0];
  return {
    ok: false,
    reason: 'invalid_body',
    detail: `${entry.kind} ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
  };
}
