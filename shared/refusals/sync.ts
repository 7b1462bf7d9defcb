import type { Context, Detail } from './values.ts';

/** What keeps till and server from exchanging what they have. */
export interface SyncRefusals {
  'feed.foreign': { readonly collection: string };
  'feed.not_understood': { readonly what: string; readonly how: string };
  'journal.removed': null;
  'network.not_the_server': null | Context<'portal'> | (Context<'answer'> & { readonly path: string });
  'network.unreachable': null | Context<'setup'>;
  'protocol.till_too_new': null;
  'protocol.till_too_old': null;
  'request.too_large': null;
  'request.too_many': null;
  'request.too_slow': null;
  'server.busy': null;
  'server.disk_full': null;
  'server.failed': null;
  'server.stopping': null;
  'storage.unavailable': null;
  'stream.stopping': null;
  'upload.bad_signature': null;
  'upload.broken_chain': Detail;
  'upload.gap': Detail;
  'upload.stopping': null;
  'upload.too_much': null;
}
