import type { Context, Detail } from './values.ts';

/** What only programs hear from the server, and head office by its own tools: no till has a sentence for it. */
export interface ApiRefusals {
  'access.denied': { readonly right: string };
  'access.no_rule': null;
  'access.other_store': null;
  'device.name_taken': { readonly name: string };
  'device.none': null;
  'device.pending': null;
  'device.store_unknown': null;
  'events.full': null;
  'request.invalid': Detail;
  'request.too_large': null;
  'request.too_slow': null;
  'request.wrong_type': null;
  'route.unknown': null;
  'server.stopping': null;
  snapshot_needed: Context<'no_longer_kept' | 'position_unknown'>;
  'stream.stopping': null;
  'upload.unknown_epoch': null;
}
