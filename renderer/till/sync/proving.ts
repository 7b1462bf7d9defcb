import { signerOf } from '../../../shared/journal/signature.ts';
import { type ProofPurpose, proofHash } from '../../../shared/protocol/proof.ts';
import { ChallengeAnswer } from '../../../shared/protocol/till.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { CallRefusal, ServerCalls } from './server-calls.ts';

interface Key {
  readonly private_key: string;
  readonly public_key: string;
}

interface Proven {
  readonly challenge: string;
  /** By the keys, in their order. */
  readonly proofs: readonly string[];
}

/** Signs a fresh challenge of the server: what is asked for is for the first of these keys, and about `about`. */
export async function prove(
  server: ServerCalls,
  purpose: ProofPurpose,
  about: string,
  keys: readonly [Key, ...Key[]],
): Promise<Result<Proven, CallRefusal>> {
  const answer = await server.call({
    method: 'POST',
    path: '/api/challenges',
    token: null,
    body: { purpose },
    answer: ChallengeAnswer,
  });
  if (!answer.ok) return answer;
  const { challenge } = answer.value;
  const hash = proofHash({ purpose, challenge, public_key: keys[0].public_key, about });
  const proofs = await Promise.all(keys.map(async ({ private_key }) => (await signerOf(private_key))(hash)));
  return ok({ challenge, proofs });
}
