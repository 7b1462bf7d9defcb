import type { Envelope, Outcome } from '../journal/entry.ts';
import type { Refusal } from '../result.ts';
import type { DocumentKey } from '../schema/collections.ts';
import type { PostContext } from './poster.ts';
import type { Workspace } from './workspace.ts';

/** Stands in every block: which rules posted it. Raise it with any change of what an entry results in. */
export const postingVersion = 1;

export function headKey(_deviceId: string, _epoch: number): DocumentKey {
  throw new Error('under construction');
}

/** Every document that posting this entry may read or change, its head included. */
export function keysOf(_entry: Envelope): readonly DocumentKey[] {
  throw new Error('under construction');
}

/** Posts one entry into the workspace and moves its head. What cannot be posted leaves a quarantine document. */
export function post(_entry: Envelope, _context: PostContext, _documents: Workspace): Outcome {
  throw new Error('under construction');
}

/** What the till may not do, asked before commit. */
export function refusalOf(_entry: Envelope, _documents: Workspace): Refusal | null {
  throw new Error('under construction');
}
