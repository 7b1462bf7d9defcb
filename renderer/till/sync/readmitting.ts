import type { HeadAnswer } from '../../../shared/protocol/till.ts';
import type { Result } from '../../../shared/result.ts';
import type { Random } from '../platform.ts';
import { headAnswerFor, newNonce } from './head-answer.ts';
import type { EpochPapers } from './papers.ts';
import { prove } from './proving.ts';
import type { CallRefusal, ServerCalls } from './server-calls.ts';

/** A database restored from before the enrolment does not know this epoch: its own certificate and key prove it (SYN12). */
export async function readmit(
  server: ServerCalls,
  random: Random,
  papers: EpochPapers,
): Promise<Result<HeadAnswer, CallRefusal>> {
  const { certificate } = papers;
  const proven = await prove(server, 'readmit', certificate, [papers]);
  if (!proven.ok) return proven;
  const { challenge, proofs } = proven.value;
  const nonce = newNonce(random);
  return server.call({
    method: 'POST',
    path: '/api/readmit',
    token: null,
    body: { certificate, challenge, proof: proofs[0], nonce },
    answer: headAnswerFor(papers, nonce),
  });
}
