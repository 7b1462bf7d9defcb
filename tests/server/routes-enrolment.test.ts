import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { newDeviceKey } from '../../shared/journal/signature.ts';
import { Enrolment } from '../../shared/protocol/till.ts';
import type { AuditLog } from '../../shared/schema/audit-logs.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoStoreId, demoUserId } from '../../sync-server/demo/chain.ts';
import { setDeviceStatus } from '../../sync-server/enrolment/device-status.ts';
import { enrolBody, epochBody, freshChallenge, proofBy } from './proofs.ts';
import {
  askForEpoch,
  askForHead,
  askToEnrol,
  askToReadmit,
  bearer,
  enrolTill,
  openShift,
  poster,
  type Server,
  startServer,
  type Till,
  tillOf,
  upload,
  userHeaders,
} from './routes-harness.ts';

const [first, second] = demoTerminals;
const storeId = demoStoreId('NY1');

test('[SEC1] an activation code, in whatever spelling, makes a pending terminal an active one with papers', async () => {
  const server = await startServer();
  const key = await newDeviceKey();

  const answer = await askToEnrol(server, 'demo till ooo1', key);

  expect(answer.statusCode).toBe(200);
  expect(Value.Check(Enrolment, answer.json())).toBe(true);
  expect(answer.json()).toMatchObject({
    device_name: 'Till 1',
    store_id: storeId,
    store_code: 'NY1',
    epoch: 1,
  });
  const device = await loadDevice(server, first?.id);
  expect(device).toMatchObject({ status: 'active', epoch: 1 });
});

test('[SEC1] a code is redeemed once: with another key it is refused', async () => {
  const server = await startServer();
  await enrolTill(server, first?.activation_code);
  const key = await newDeviceKey();
  // That it was used is no guess, however often it is tried.
  for (let n = 0; n < 12; n++) {
    const again = await askToEnrol(server, first?.activation_code, key);
    expect([again.statusCode, again.json().code]).toEqual([409, 'activation.used']);
  }
  expect((await askToEnrol(server, second?.activation_code, key)).statusCode).toBe(200);
});

test('[SEC1] two that redeem one code at once: one is enrolled', async () => {
  const server = await startServer();
  const keys = await Promise.all([newDeviceKey(), newDeviceKey(), newDeviceKey()]);
  const answers = await Promise.all(keys.map((key) => askToEnrol(server, first?.activation_code, key)));
  expect(answers.map((a) => a.statusCode).sort()).toEqual([200, 409, 409]);
});

test('[SYN2] a terminal that lost the answer asks again and gets the same papers', async () => {
  const server = await startServer();
  const key = await newDeviceKey();
  const [one, two] = await Promise.all([
    askToEnrol(server, first?.activation_code, key),
    askToEnrol(server, first?.activation_code, key),
  ]);
  const three = await askToEnrol(server, first?.activation_code, key);
  expect(one.statusCode).toBe(200);
  expect(two.json()).toEqual(one.json());
  expect(three.json()).toEqual(one.json());
  // Without the code the key opens nothing.
  const guess = await askToEnrol(server, second?.activation_code, key);
  expect(guess.json().device_id).not.toBe(one.json().device_id);
  expect((await askToEnrol(server, 'ABCD-EFGH-JKMN', key)).statusCode).toBe(404);
});

test('[SEC1] a used code and the public key it was used with open nothing to whoever lacks the private key', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const stranger = await newDeviceKey();
  const forged = await enrolBody(poster(server), first?.activation_code ?? '', {
    publicKey: till.key.publicKey,
    privateKey: stranger.privateKey,
  });
  const { proof: _proof, challenge: _challenge, ...bare } = forged;
  const ask = async (payload: object) => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/enrol', payload });
    return [answer.statusCode, answer.json().code];
  };
  expect(await ask(forged)).toEqual([403, 'proof.wrong']);
  expect(await ask(bare)).toEqual([400, 'request.invalid']);
});

test('[SEC1] what was signed for one code, one purpose or two minutes ago proves nothing else', async () => {
  const server = await startServer();
  const to = poster(server);
  const key = await newDeviceKey();
  const code = first?.activation_code ?? '';
  const ask = async (payload: object) => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/enrol', payload });
    return answer.statusCode === 200 ? 200 : answer.json().code;
  };
  const signed = await enrolBody(to, code, key);
  expect(await ask({ ...signed, activation_code: second?.activation_code })).toBe('proof.wrong');
  for (const challenge of ['x', '..', `${signed.challenge}x`, `9${signed.challenge}`])
    expect(await ask({ ...signed, challenge }), challenge).toBe('proof.stale');
  const challenge = await freshChallenge(to, 'epoch');
  for (const purpose of ['enrol', 'epoch'] as const) {
    const proof = await proofBy(key, { purpose, challenge, key, about: code });
    expect(await ask({ ...signed, challenge, proof })).toBe('proof.stale');
  }
  server.clock.ms += 2 * 60_000;
  expect(await ask(signed)).toBe('proof.stale');
  expect(await ask(await enrolBody(to, code, key))).toBe(200);
});

test('[SEC1] a code whose answer was lost is good for its key as long as it lives, and until a later epoch', async () => {
  const server = await startServer();
  const day = 24 * 3_600_000;
  const tills = [
    await enrolTill(server, first?.activation_code),
    await enrolTill(server, second?.activation_code),
  ];
  const again = async (index: number) => {
    const answer = await askToEnrol(server, demoTerminals[index]?.activation_code, tills[index]!.key);
    return answer.statusCode === 200 ? answer.json().epoch : answer.json().code;
  };
  const { activation_expires_at } = await loadDevice(server, first?.id);
  server.clock.ms = Date.parse(activation_expires_at ?? '') - day;
  expect(await again(0)).toBe(1);
  await askForEpoch(server, tills[1]!, await newDeviceKey());
  expect(await again(1)).toBe('activation.used');
  server.clock.ms += day;
  expect(await again(0)).toBe('activation.used');
});

test('[SEC1] a token alone begins no epoch: the new key signs, and the key of the epoch before', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const other = await enrolTill(server, second?.activation_code);
  const key = await newDeviceKey();
  const ask = async (payload: object) => {
    const { headers } = till;
    const answer = await server.app.inject({ method: 'POST', url: '/api/epochs', headers, payload });
    return answer.statusCode === 200 ? 200 : answer.json().code;
  };
  const honest = await epochBody(poster(server), till, key);
  for (const thief of [key, other.key]) {
    const forged = await epochBody(poster(server), { papers: till.papers, key: thief }, key);
    expect(await ask(forged)).toBe('proof.wrong');
  }
  const elsewhere = await epochBody(poster(server), { papers: other.papers, key: till.key }, key);
  expect(await ask(elsewhere), 'signed for another till').toBe('proof.wrong');
  expect(await ask({ ...honest, proof: honest.previous_proof })).toBe('proof.wrong');
  expect(await ask({ ...honest, public_key: other.key.publicKey })).toBe('proof.wrong');
  expect((await loadDevice(server, first?.id)).epoch).toBe(1);
  expect(await ask(honest)).toBe(200);
});

test('[SEC1] a certificate alone takes nothing in: the key that it names signs', async () => {
  const before = await startServer();
  const till = await enrolTill(before);
  const restored = await startServer();
  const thief = await newDeviceKey();
  const answer = await askToReadmit(restored, till.papers.certificate, thief);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'proof.wrong']);
});

test('an expired code is refused', async () => {
  const server = await startServer();
  server.clock.ms += 366 * 24 * 3_600_000;
  const key = await newDeviceKey();
  const answer = await askToEnrol(server, first?.activation_code, key);
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'activation.expired']);
});

test('ten wrong codes a minute lock the address for the rest of it', async () => {
  const server = await startServer();
  const key = await newDeviceKey();
  for (let n = 0; n < 10; n++) expect((await askToEnrol(server, `AAAA-${n}`, key)).statusCode).toBe(404);
  const locked = await askToEnrol(server, first?.activation_code, key);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'activation.locked']);
  server.clock.ms += 60_000;
  expect((await askToEnrol(server, first?.activation_code, key)).statusCode).toBe(200);
});

test('[JRN5] [TKT1] a new epoch has a till number that no epoch of the store has had', async () => {
  const server = await startServer();
  const till = await enrolTill(server, first?.activation_code);
  const other = await enrolTill(server, second?.activation_code);
  const keys = await Promise.all(Array.from({ length: 8 }, newDeviceKey));
  const answers = await Promise.all(keys.map((key) => askForEpoch(server, till, key)));

  expect(answers.map((a) => a.statusCode)).toEqual(keys.map(() => 200));
  const epochs = answers.map((a) => a.json<Enrolment>());
  expect(epochs.map((e) => e.epoch).sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  const tillNumbers = [till.papers, other.papers, ...epochs].map((e) => e.till_number);
  expect(new Set(tillNumbers).size).toBe(10);
});

test('[JRN5] a lost answer to a new epoch is given again; entries of the older epoch still upload', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const key = await newDeviceKey();
  const one = await askForEpoch(server, till, key);
  const two = await askForEpoch(server, till, key);
  expect(two.json()).toEqual(one.json());

  const newTill = await tillOf(one.json(), key, server.clock);
  expect((await upload(server, newTill, [await openShift(newTill, 'a'.repeat(24))])).json()).toMatchObject({
    epoch: 2,
    seq: 1,
  });
  expect((await upload(server, till, [await openShift(till, 'a'.repeat(24))])).json()).toMatchObject({
    epoch: 1,
    seq: 1,
  });
});

test('[SEC1] [TKT1] a terminal begins ten epochs an hour: what is beyond them uses up no till number', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const other = await enrolTill(server, second?.activation_code);
  const key = await newDeviceKey();
  for (let n = 0; n < 8; n++) await askForEpoch(server, till, await newDeviceKey());
  // Asked for again after a lost answer, it is one.
  for (let n = 0; n < 3; n++) expect((await askForEpoch(server, till, key)).statusCode).toBe(200);

  const beyond = await newDeviceKey();
  const tooMany = await askForEpoch(server, till, beyond);
  expect([tooMany.statusCode, tooMany.json().code]).toEqual([429, 'epoch.too_many']);
  expect((await loadDevice(server, first?.id)).epoch).toBe(10);
  expect((await askForEpoch(server, other, await newDeviceKey())).statusCode, 'another till').toBe(200);
  server.clock.ms += 3_600_000;
  expect((await askForEpoch(server, till, beyond)).json()).toMatchObject({ epoch: 11 });
});

test('[SEC1] a locked terminal is taken in again as a locked one: it uploads, and begins no epoch', async () => {
  const { till, restored } = await restoredWith('locked');
  const answer = await askToReadmit(restored, till.papers.certificate, till.key);
  expect(answer.json()).toMatchObject({ epoch: 2, seq: 0, status: 'active' });
  expect(await loadDevice(restored, first?.id)).toMatchObject({ status: 'locked', epoch: 2 });
  const sent = await upload(restored, till, [await openShift(till, demoUserId('cashier'))]);
  expect(sent.json()).toMatchObject({ seq: 1 });
  expect((await askForEpoch(restored, till, await newDeviceKey())).json().code).toBe('device.not_active');
});

test('[SEC1] a revoked terminal is taken in again as a revoked one: nothing that it sends applies', async () => {
  const { till, restored } = await restoredWith('revoked');
  const answer = await askToReadmit(restored, till.papers.certificate, till.key);
  expect(answer.json()).toMatchObject({ epoch: 2, seq: 0, status: 'revoked' });
  expect(await loadDevice(restored, first?.id)).toMatchObject({ status: 'revoked' });
  const sent = await upload(restored, till, [await openShift(till, demoUserId('cashier'))]);
  expect(sent.json()).toMatchObject({ seq: 1, status: 'revoked' });
  const stored = await restored.store.findEntries(till.papers.device_id, 2, 1, 9);
  expect(stored.map(({ outcome }) => outcome)).toEqual(['quarantined']);
  expect((await askForEpoch(restored, till, await newDeviceKey())).statusCode).toBe(403);
});

test('[SYN12] a server restored from before an enrolment takes the terminal in on its certificate', async () => {
  const before = await startServer();
  const till = await enrolTill(before);
  const key = await newDeviceKey();
  const later = await tillOf((await askForEpoch(before, till, key)).json(), key, before.clock);
  const restored = await startServer();

  const unknown = await upload(restored, later, [await openShift(later, 'a'.repeat(24))]);
  expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'device.unknown']);

  for (const { papers, key } of [later, till, later]) {
    const answer = await askToReadmit(restored, papers.certificate, key);
    expect(answer.json()).toMatchObject({ epoch: papers.epoch, seq: 0, status: 'active' });
    expect((await askForHead(restored, { headers: bearer(papers.token) })).statusCode).toBe(200);
  }
  expect(await loadDevice(restored, first?.id)).toMatchObject({ status: 'active', epoch: 2, name: 'Till 1' });
});

test('[JRN5] a certificate whose till number was given out since, or that is not ours, is refused', async () => {
  const before = await startServer();
  const till = await enrolTill(before);
  const restored = await startServer();
  await restored.streams.decide(storeId, 'server', async () => ({
    ok: true,
    value: {
      value: null,
      drafts: [
        {
          kind: 'device.enrolled',
          user_id: null,
          body: {
            device_id: second?.id ?? '',
            epoch: 1,
            till_number: till.papers.till_number,
            public_key: 'k'.repeat(43),
            token_hash: '0'.repeat(64),
            pos_version: '',
            name: 'Till 2',
          },
        },
      ],
    },
  }));
  const taken = await askToReadmit(restored, till.papers.certificate, till.key);
  expect([taken.statusCode, taken.json().code]).toEqual([409, 'readmit.till_number_taken']);
  const [text] = till.papers.certificate.split('.');
  for (const certificate of ['x', 'x.y.z', `${text}.${'A'.repeat(43)}`, `${text}`, '.']) {
    expect((await askToReadmit(before, certificate, till.key)).json().code).toBe('readmit.not_ours');
  }
});

test('[SEC2] administrators make terminals; the same request gives the same code, another one a new code', async () => {
  const server = await startServer();
  const headers = await userHeaders(server, 'admin');
  const ask = (request_id: string, name = 'Till 3') =>
    server.app.inject({
      method: 'POST',
      url: '/api/devices',
      headers,
      payload: { store_id: storeId, name, request_id },
    });
  const one = await ask('request-1');
  expect(one.statusCode).toBe(200);
  expect(one.json().activation_code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect((await ask('request-1')).json()).toEqual(one.json());
  const two = await ask('request-2', ' till 3 ');
  expect(two.json().device_id).toBe(one.json().device_id);
  expect(two.json().activation_code).not.toBe(one.json().activation_code);

  const key = await newDeviceKey();
  expect((await askToEnrol(server, one.json().activation_code, key)).statusCode).toBe(404);
  expect((await askToEnrol(server, two.json().activation_code, key)).statusCode).toBe(200);
  expect((await ask('request-3')).json().code).toBe('device.name_taken');
  const heads = (await server.store.list('heads', {
    filter: { stream: { eq: storeId } },
    sort: { field: '_id', direction: 'asc' },
    limit: 50,
  })) as readonly Head[];
  expect(heads.filter((head) => head.device_id === one.json().device_id)).toHaveLength(1);
});

test('[SEC5] the audit log says who made a terminal, and that and with which till number it was enrolled', async () => {
  const server = await startServer();
  await server.app.inject({
    method: 'POST',
    url: '/api/devices',
    headers: await userHeaders(server, 'admin'),
    payload: { store_id: storeId, name: 'Till 3', request_id: 'request-1' },
  });
  const { papers } = await enrolTill(server);
  const logs = (await server.store.list('audit_logs', {
    filter: { stream: { eq: storeId } },
    sort: { field: '_id', direction: 'asc' },
    limit: 100,
  })) as readonly AuditLog[];
  const lines = logs.map(({ user_id, description }) => [user_id, description]);
  expect(lines).toContainEqual([demoUserId('admin'), 'Recorded in pos_devices: Till 3']);
  expect(lines).toContainEqual([null, `Enrolled Till 1 with till number ${papers.till_number}.`]);
});

/** A till's second epoch, and a server restored from before it, at which head office had the till locked or revoked. */
async function restoredWith(status: 'locked' | 'revoked'): Promise<{ till: Till; restored: Server }> {
  const before = await startServer();
  const till = await enrolTill(before);
  const key = await newDeviceKey();
  const later = await tillOf((await askForEpoch(before, till, key)).json(), key, before.clock);
  const restored = await startServer();
  await askToReadmit(restored, till.papers.certificate, till.key);
  const request = { store_id: storeId, device_id: till.papers.device_id, status, reason: 'stolen' };
  await setDeviceStatus(restored.streams, { user_id: demoUserId('admin'), address: null }, request);
  return { till: later, restored };
}

async function loadDevice({ store }: Server, id = ''): Promise<PosDevice> {
  return (await store.load([{ collection: 'pos_devices', id }])).get(`pos_devices/${id}`) as PosDevice;
}
