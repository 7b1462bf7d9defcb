import type { Context } from './values.ts';

/** What the machine under a till does not give it. */
export interface MachineRefusals {
  'host.insecure': null;
  'journal_copy.differs': null;
  'journal_copy.failed': { readonly reason: string };
  'journal_copy.gap': { readonly last: number; readonly first: number };
  'secrets.no_key_store': null;
  'secrets.not_written': { readonly reason: string };
  'secrets.unreadable': null;
  'settings.server': null;
  'storage.failed': null | Context<'doubt'>;
  'storage.full': null | Context<'start'>;
  'till.broken': null;
  'till.cannot_post': null;
  'till.failed': { readonly reason: string };
  'till.not_ready': null;
  'update.none': null;
  'update.not_now': null;
}
