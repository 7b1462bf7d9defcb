import { objectIdOfEntry } from '../domain/ids.ts';
import type { Envelope } from '../journal/entry.ts';
import { type DocumentKey, keyText } from '../schema/collections.ts';
import type { ExceptionCode } from '../schema/exceptions.ts';
import { exceptionIndex } from './keys.ts';
import type { PostContext } from './poster.ts';
import type { Workspace } from './workspace.ts';

/** What an exception says of its entry. */
export type Exceptional = Pick<Envelope, 'device_id' | 'epoch' | 'seq' | 'hash' | 'at' | 'store_id'>;

/** Notes what is wrong with a fact that happened nevertheless; `place` is unique within the entry. */
export function raiseException(
  entry: Exceptional,
  context: PostContext,
  documents: Workspace,
  exception: {
    readonly place: number;
    readonly code: ExceptionCode;
    readonly concerns: readonly DocumentKey[];
    readonly message: string;
  },
): void {
  documents.put('exceptions', {
    _id: objectIdOfEntry(entry.at, entry.hash, exceptionIndex(exception.place)),
    code: exception.code,
    store_id: entry.store_id,
    entry: { device_id: entry.device_id, epoch: entry.epoch, seq: entry.seq },
    concerns: exception.concerns.map(keyText),
    message: exception.message,
    status: 'open',
    created_at: context.received_at ?? entry.at,
  });
}
