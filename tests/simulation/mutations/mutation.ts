import type { DisasterName } from '../disaster-names.ts';
import type { Engine } from '../world/central.ts';
import type { Edit } from '../world/stand-ins.ts';

/** A bug that someone could make in the product, and what the simulation says to it. */
export interface Mutation {
  readonly name: string;
  /** Of the product: a bug in a stand-in proves nothing. */
  readonly edits: readonly Edit[];
  /** The one or two rules that have to catch it; others may be broken as well. */
  readonly rules: readonly [string] | readonly [string, string];
  /** What has to go wrong in the world for it to show; nothing: it shows by itself. */
  readonly only?: readonly DisasterName[];
  readonly days?: number;
  /** The seed to begin with: one in which it was caught, so that this need not be looked for each time. */
  readonly start?: number;
  readonly terminals?: number;
  readonly stores?: number;
  readonly store?: Engine;
  readonly notUnderstood?: readonly string[];
}

/** It shows by itself within hours. */
export const small = { days: 0.5, terminals: 2 } as const;

export const edit = (file: string, find: string, put: string): Edit => ({ file, find, put });

/** A server that is older than its registers: it does not know how to post this kind. No bug. */
export const notUnderstood = edit(
  'shared/posting/posting.ts',
  'const fault = postBody(',
  `const fault = envelope.kind === 'shift.closed' && context.received_at !== null
    ? { reason: 'unknown_kind', detail: envelope.kind }
    : postBody(`,
);
