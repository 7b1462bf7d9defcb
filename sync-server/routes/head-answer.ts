import type { HeadAnswer } from '../../shared/protocol/till.ts';
import type { Head } from '../../shared/schema/heads.ts';

/** What a terminal is told of an epoch's chain, in answer to the request that chose this nonce. */
export const headAnswer = (
  nonce: string,
  head: Pick<Head, 'epoch' | 'seq' | 'hash' | 'status'> & { readonly device_id: string },
  server_time: string,
): HeadAnswer => ({
  nonce,
  device_id: head.device_id,
  epoch: head.epoch,
  seq: head.seq,
  hash: head.hash,
  status: head.status,
  server_time,
});
