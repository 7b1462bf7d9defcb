import { minuteMs } from '../../shared/domain/instants.ts';
import type { ProofPurpose } from '../../shared/protocol/proof.ts';
import { isSame, sealOf } from '../seal.ts';

/** Long enough for two requests over a slow line, short enough that what was signed is of no use to anyone later. */
const challengeLifeMs = 2 * minuteMs;

/**
 * A challenge of this chain's servers for one purpose: until when it holds, chance, and the seal over both. Nothing of
 * it is stored, so any node takes what another one has issued.
 */
export function newChallenge({ secret, nowMs, randomBytes }: ChallengeParts, purpose: ProofPurpose): string {
  const until = (nowMs() + challengeLifeMs).toString(36);
  const chance = Buffer.from(randomBytes(16)).toString('base64url');
  return `${until}.${chance}.${sealOf(secret, 'challenge', purpose, until, chance).toString('base64url')}`;
}

/** Whether a server of this chain issued it for this purpose, and not long ago. */
export function isFreshChallenge(
  { secret, nowMs }: Pick<ChallengeParts, 'secret' | 'nowMs'>,
  purpose: ProofPurpose,
  challenge: string,
): boolean {
  const [until = '', chance = '', seal = '', ...rest] = challenge.split('.');
  const given = Buffer.from(seal, 'base64url');
  if (rest.length > 0 || !isSame(given, sealOf(secret, 'challenge', purpose, until, chance))) return false;
  return nowMs() < Number.parseInt(until, 36);
}

interface ChallengeParts {
  readonly secret: string;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}
