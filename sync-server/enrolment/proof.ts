import { verifySignature } from '../../shared/journal/signature.ts';
import { type ProofStatement, proofHash } from '../../shared/protocol/proof.ts';
import { type Refusal, refuse } from '../../shared/result.ts';
import { isFreshChallenge } from './challenge.ts';
import type { EnrolmentContext } from './context.ts';

/** A signature over the statement, and the key that it has to be by. */
export interface Signed {
  readonly public_key: string;
  readonly signature: string;
}

/** Why whoever asks has not proved to hold these keys, or null: a public key and a token are known to others (SEC1). */
export async function proofFault(
  context: EnrolmentContext,
  statement: ProofStatement,
  signed: readonly Signed[],
): Promise<Refusal | null> {
  if (!isFreshChallenge(context, statement.purpose, statement.challenge)) return stale;
  const hash = proofHash(statement);
  for (const { public_key, signature } of signed) {
    if (!(await verifySignature(public_key, hash, signature))) return wrong;
  }
  return null;
}

const { refusal: stale } = refuse('proof.stale');
const { refusal: wrong } = refuse('proof.wrong');
