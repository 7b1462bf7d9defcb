import { headKey } from '../../shared/posting/posting.ts';
import type { ReadmitRequest } from '../../shared/protocol/till.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Decision, DeviceEpoch, Draft } from '../streams/streams.ts';
import { type EnrolmentContext, loadStore } from './context.ts';
import { type EpochFacts, openCertificate } from './papers.ts';
import { proofFault } from './proof.ts';
import { usedTillNumbers } from './till-number.ts';

/**
 * Takes an epoch in again that a database restored from a backup has forgotten (SYN12), on the word of the server's
 * own seal and for whoever proves the key it names. It comes back as what its device is: of a locked one it uploads, of
 * a revoked one nothing that it sends applies (SEC1). What the server knows already it only answers.
 */
export async function readmit(context: EnrolmentContext, request: ReadmitRequest): Promise<Result<Head>> {
  const { certificate, challenge, proof } = request;
  const facts = openCertificate(context.secret, certificate);
  if (!facts) {
    return refuse('readmit.not_ours');
  }
  const { public_key } = facts;
  const statement = { purpose: 'readmit', challenge, public_key, about: certificate } as const;
  const unproven = await proofFault(context, statement, [{ public_key, signature: proof }]);
  if (unproven) return { ok: false, refusal: unproven };
  if (!(await loadStore(context.store, facts.store_id))) {
    return refuse('readmit.store_unknown');
  }
  const decided = await context.inTurn(facts.store_id, () =>
    context.streams.decide(facts.store_id, 'server', takeIn(context, facts)),
  );
  if (!decided.ok) return decided;
  const device: DeviceEpoch = { stream: facts.store_id, device_id: facts.device_id, epoch: facts.epoch };
  return ok(must(await context.streams.head(device), 'head of a readmitted epoch'));
}

function takeIn(context: EnrolmentContext, facts: EpochFacts): Decision<null> {
  return async (view) => {
    const head = await view.get('heads', headKey(facts.device_id, facts.epoch).id);
    if (head?.token_hash === facts.token_hash) return ok({ drafts: [], value: null });
    if (head) {
      return refuse('readmit.epoch_taken');
    }
    const device = await view.get('pos_devices', facts.device_id);
    const used = await usedTillNumbers(context.store, facts.store_id);
    if (used.has(facts.till_number)) {
      return refuse('readmit.till_number_taken');
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
