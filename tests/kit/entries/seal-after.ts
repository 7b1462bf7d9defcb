import { hashEntry, type Unsealed } from '../../../shared/journal/chain.ts';
import { type Envelope, genesisHash } from '../../../shared/journal/entry.ts';

/** What an entry says that is not given by its place in the chain. */
type Said = Omit<Unsealed, 'seq' | 'prev_hash'> & Partial<Pick<Unsealed, 'seq' | 'prev_hash'>>;

/** The entry that follows `last` in its chain, or (null) begins one: sealed, and not signed. */
export function sealAfter(last: Pick<Envelope, 'seq' | 'hash'> | null, said: Said): Envelope {
  const unsealed = { seq: (last?.seq ?? 0) + 1, prev_hash: last?.hash ?? genesisHash, ...said };
  return { ...unsealed, hash: hashEntry(unsealed), signature: '' };
}
