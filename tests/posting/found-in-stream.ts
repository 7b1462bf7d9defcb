import { headKey } from '../../shared/posting/posting.ts';
import type { CollectionName, DocumentOf } from '../../shared/schema/collections.ts';
import type { PostedStream, TakenBlock } from '../kit/world/posted-stream.ts';
import type { Journal } from './journal.ts';

/** The one document of a collection that an entry made or changed. */
export function onlyOf<C extends CollectionName>(taken: TakenBlock, collection: C): DocumentOf<C> {
  const found = taken.changes.filter((change) => change.collection === collection);
  if (found.length !== 1) throw new Error(`${found.length} changed in ${collection}`);
  return found[0]?.value as DocumentOf<C>;
}

export const headOf = (stream: PostedStream, till: Journal): DocumentOf<'heads'> =>
  stream.get('heads', headKey(till.device_id, till.epoch).id);

export const exceptionCodes = (stream: PostedStream): readonly string[] =>
  stream.all('exceptions').map((exception) => exception.code);
