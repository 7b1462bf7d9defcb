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

/** Browsers and Dexie wrap the reason one in another. */
function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'QuotaExceededError') return true;
  return ('inner' in error && isQuota(error.inner)) || ('cause' in error && isQuota(error.cause));
}
