import type { Context, Detail } from './values.ts';

/** What programs alone hear, and head office by its own tools: no till has a sentence for it. */
export interface ApiRefusals {
  'access.denied': { readonly right: string };
  'access.no_rule': null;
  'access.other_store': null;
  'device.name_taken': { readonly name: string };
  'device.none': null;
  'device.pending': null;
  'device.store_unknown': null;
  'events.full': null;
  /** Within a till: the next upload is half as large. */
  'request.halved': null;
  'request.invalid': Detail;
  'request.wrong_type': null;
  'route.unknown': null;
  snapshot_needed: Context<'no_longer_kept' | 'position_unknown'>;
  'upload.unknown_epoch': null;
}
