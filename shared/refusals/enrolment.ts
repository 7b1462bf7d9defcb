/** What keeps a terminal from its papers, and head office's word that it may not go on. */
export interface EnrolmentRefusals {
  'activation.expired': null;
  'activation.locked': null;
  'activation.no_till_number': null;
  'activation.used': null;
  'activation.wrong': null;
  'device.locked': null;
  'device.no_token': null;
  'device.not_active': null;
  'device.readmitted': null;
  'device.revoked': null;
  'device.unknown': null;
  'epoch.key_used': null;
  'epoch.no_till_number': null;
  'epoch.not_needed': null;
  'epoch.too_many': null;
  'proof.stale': null;
  'proof.wrong': null;
  'readmit.epoch_taken': null;
  'readmit.not_ours': null;
  'readmit.store_unknown': null;
  'readmit.till_number_taken': null;
}
