import type { Result } from '../../../shared/result.ts';

/** Before there is a till nothing is sold: what cannot be reached says so without the words of comfort. */
export function needsServer<T>(answer: Result<T>): Result<T> {
  if (answer.ok || answer.refusal.code !== 'network.unreachable') return answer;
  return { ok: false, refusal: { ...answer.refusal, values: { context: 'setup' } } };
}
