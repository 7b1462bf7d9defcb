import { Refused } from '../../../shared/refusals/refused.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';

export type StorageRefusal = Refusal<'storage.full' | 'storage.failed'>;

/** Why the disk did not take something. */
export function failedWrite(error: unknown): { readonly ok: false; readonly refusal: StorageRefusal } {
  return isQuota(error) ? refuse('storage.full') : refuse('storage.failed');
}

/** Whether the disk is full. Browsers and Dexie wrap the reason one in another. */
export function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'QuotaExceededError') return true;
  return ('inner' in error && isQuota(error.inner)) || ('cause' in error && isQuota(error.cause));
}

/** Why a till cannot start. Browsers throw errors without a message: their names say what it was. */
export function failedStart(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return isQuota(error)
    ? refuse('storage.full', { context: 'start' }).refusal
    : refuse('till.failed', { reason: reasonOf(error) }).refusal;
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error).trim() || 'Error';
  for (const key of ['message', 'inner', 'cause', 'name'] as const) {
    const part: unknown = (error as Record<string, unknown>)[key];
    const words = typeof part === 'string' ? part.trim() : part ? reasonOf(part) : '';
    if (words !== '') return words;
  }
  return 'Error';
}
