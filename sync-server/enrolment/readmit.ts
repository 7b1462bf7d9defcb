import { headKey } from '../../shared/posting/posting.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Decision, DeviceEpoch, Draft } from '../streams/streams.ts';
import { type EnrolmentDesk, loadStore } from './desk.ts';
import { type EpochFacts, openCertificate } from './papers.ts';
import { usedTillNumbers } from './till-number.ts';

/**
 * Takes an epoch in again that a database restored from a backup has forgotten (SYN12), on the word of the server's
 * own seal. What it knows already it only answers.
 */
export async function readmit(desk: EnrolmentDesk, certificate: string): Promise<Result<Head>> {
  const facts = openCertificate(desk.secret, certificate);
  if (!facts) {
    return refuse(
      'readmit.not_ours',
      'This server did not seal that certificate. Enrol this terminal again.',
    );
  }
  if (!(await loadStore(desk.store, facts.store_id))) {
    return refuse('readmit.store_unknown', 'This server does not know the store. Ask your administrator.');
  }
  const decided = await desk.queue(facts.store_id, () =>
    desk.streams.decide(facts.store_id, 'server', takeIn(desk, facts)),
  );
  if (!decided.ok) return decided;
  const device: DeviceEpoch = { stream: facts.store_id, device_id: facts.device_id, epoch: facts.epoch };
  return ok(must(await desk.streams.head(device), 'head of a readmitted epoch'));
}

function takeIn(desk: EnrolmentDesk, facts: EpochFacts): Decision<null> {
  return async (view) => {
    const head = await view.get('heads', headKey(facts.device_id, facts.epoch).id);
    if (head?.token_hash === facts.token_hash) return ok({ drafts: [], value: null });
    if (head) {
      return refuse(
        'readmit.epoch_taken',
        'Another terminal has been given this epoch since. Enrol this terminal again.',
      );
    }
    const device = await view.get('pos_devices', facts.device_id);
    if (device?.status === 'revoked' || device?.status === 'locked') {
      return refuse('device.not_active', 'This terminal is locked or revoked. Ask your administrator.');
    }
    const used = await usedTillNumbers(desk.store, facts.store_id);
    if (used.has(facts.till_number)) {
      return refuse(
        'readmit.till_number_taken',
        'Another terminal has been given this till number since. Ask your administrator.',
      );
    }
    return ok({ drafts: [draftOf(facts, device !== null)], value: null });
  };
}

function draftOf({ store_id: _store, ...body }: EpochFacts, deviceKnown: boolean): Draft {
  // Only an enrolment carries the name that a forgotten device is made again with.
  if (body.epoch === 1 || !deviceKnown) return { kind: 'device.enrolled', body, user_id: null };
  const { name: _name, ...epoch } = body;
  return { kind: 'epoch.opened', body: { ...epoch, reason: 'server_restored' }, user_id: null };
}
