import type { Context } from './values.ts';

/** Who may not come in, and who may not do this. */
export interface PeopleRefusals {
  'permission.missing': null | Context<'cancel' | 'cancel_foreign' | 'lend' | 'lender' | 'next'>;
  'pin.digits': null;
  'pin.no_verifier': null;
  'pin.obvious': null;
  'session.changed': null;
  'session.none': null;
  'sign_in.changed': null;
  'sign_in.expired': null;
  'sign_in.inactive': null;
  'sign_in.locked': null | Context<'server'>;
  'sign_in.no_pin': null;
  'sign_in.not_here_yet': null;
  'sign_in.not_this_store': null;
  'sign_in.wrong': null | Context<'pin'>;
}
