import { type Refusal, refuse } from '../../../shared/result.ts';

export type StorageRefusal = Refusal<'storage.full' | 'storage.failed'>;

/** In words, why the disk did not take something. */
export function failedWrite(error: unknown): { readonly ok: false; readonly refusal: StorageRefusal } {
  return isQuota(error)
    ? refuse('storage.full', 'Not saved: the disk of this till is full. Free some space, then try again.')
    : refuse(
        'storage.failed',
        'Not saved: the disk of this till refused to write. Try again, or restart the till.',
      );
}

/** Whether the disk is full. Browsers and Dexie wrap the reason one in another. */
export function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'QuotaExceededError') return true;
  return ('inner' in error && isQuota(error.inner)) || ('cause' in error && isQuota(error.cause));
}

/** In words, why a till cannot start. Browsers throw errors without a message: their names say what it was. */
export function failedStart(error: unknown): Refusal {
  if (isQuota(error)) {
    const message =
      'The disk of this till is full, and the till has to write before it can start. Free some space, then load the register again; nothing that was sold is lost.';
    return { code: 'storage.full', message, values: { context: 'start' } };
  }
  const reason = reasonOf(error);
  const message = `The till could not start (${reason}). Load the register again; nothing that was sold is lost.`;
  return { code: 'till.failed', message, values: { reason } };
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
