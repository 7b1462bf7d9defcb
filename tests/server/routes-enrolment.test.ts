import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { newDeviceKey } from '../../shared/journal/signature.ts';
import { Enrolment } from '../../shared/protocol/till.ts';
import type { AuditLog } from '../../shared/schema/audit-logs.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoStoreId, demoUserId } from '../../sync-server/demo/chain.ts';
import {
  enrolTill,
  openShift,
  type Server,
  startServer,
  tillOf,
  upload,
  userHeaders,
} from './routes-harness.ts';

const [first, second] = demoTerminals;
const storeId = demoStoreId('NY1');

const enrolRequest = (server: Server, activation_code: string | undefined, public_key: string) =>
  server.app.inject({
    ...{ method: 'POST', url: '/api/enrol' },
    payload: { activation_code, public_key, pos_version: '0.1.0' },
  });

const epochRequest = (server: Server, headers: object, public_key: string) =>
  server.app.inject({
    ...{ method: 'POST', url: '/api/epochs', headers: { ...headers } },
    payload: { public_key, reason: 'journal_lost', pos_version: '0.1.0' },
  });

test('[SEC1] an activation code, in whatever spelling, makes a pending terminal an active one with papers', async () => {
  const server = await startServer();
  const { publicKey } = await newDeviceKey();

  const answer = await enrolRequest(server, 'demo till ooo1', publicKey);

  expect(answer.statusCode).toBe(200);
  expect(Value.Check(Enrolment, answer.json())).toBe(true);
  expect(answer.json()).toMatchObject({
    device_name: 'Till 1',
    store_id: storeId,
    store_code: 'NY1',
    epoch: 1,
  });
  const device = await loadDevice(server, first?.id);
  expect(device).toMatchObject({ status: 'active', epoch: 1, activation_expires_at: null });
});

test('[SEC1] a code is redeemed once: with another key it is refused', async () => {
  const server = await startServer();
  await enrolTill(server, first?.activation_code);
  const { publicKey } = await newDeviceKey();
  // That it was used is no guess, however often it is tried.
  for (let n = 0; n < 12; n++) {
    const again = await enrolRequest(server, first?.activation_code, publicKey);
    expect([again.statusCode, again.json().code]).toEqual([409, 'activation.used']);
  }
  expect((await enrolRequest(server, second?.activation_code, publicKey)).statusCode).toBe(200);
});

test('[SEC1] two that redeem one code at once: one is enrolled', async () => {
  const server = await startServer();
  const keys = await Promise.all([newDeviceKey(), newDeviceKey(), newDeviceKey()]);
  const answers = await Promise.all(
    keys.map((key) => enrolRequest(server, first?.activation_code, key.publicKey)),
  );
  expect(answers.map((a) => a.statusCode).sort()).toEqual([200, 409, 409]);
});

test('[SYN2] a terminal that lost the answer asks again and gets the same papers', async () => {
  const server = await startServer();
  const { publicKey } = await newDeviceKey();
  const [one, two] = await Promise.all([
    enrolRequest(server, first?.activation_code, publicKey),
    enrolRequest(server, first?.activation_code, publicKey),
  ]);
  const three = await enrolRequest(server, first?.activation_code, publicKey);
  expect(one.statusCode).toBe(200);
  expect(two.json()).toEqual(one.json());
  expect(three.json()).toEqual(one.json());
  // The public key is no secret: without the code it opens nothing.
  const guess = await enrolRequest(server, second?.activation_code, publicKey);
  expect(guess.json().device_id).not.toBe(one.json().device_id);
  expect((await enrolRequest(server, 'ABCD-EFGH-JKMN', publicKey)).statusCode).toBe(404);
});

test('an expired code is refused', async () => {
  const server = await startServer();
  server.clock.ms += 366 * 24 * 3_600_000;
  const { publicKey } = await newDeviceKey();
  const answer = await enrolRequest(server, first?.activation_code, publicKey);
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'activation.expired']);
});

test('ten wrong codes a minute lock the address for the rest of it', async () => {
  const server = await startServer();
  const { publicKey } = await newDeviceKey();
  for (let n = 0; n < 10; n++)
    expect((await enrolRequest(server, `AAAA-${n}`, publicKey)).statusCode).toBe(404);
  const locked = await enrolRequest(server, first?.activation_code, publicKey);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'activation.locked']);
  server.clock.ms += 60_000;
  expect((await enrolRequest(server, first?.activation_code, publicKey)).statusCode).toBe(200);
});

test('[JRN5] [TKT1] a new epoch has a till number that no epoch of the store has had', async () => {
  const server = await startServer();
  const till = await enrolTill(server, first?.activation_code);
  const other = await enrolTill(server, second?.activation_code);
  const keys = await Promise.all(Array.from({ length: 8 }, newDeviceKey));
  const answers = await Promise.all(keys.map((key) => epochRequest(server, till.headers, key.publicKey)));

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
  const one = await epochRequest(server, till.headers, key.publicKey);
  const two = await epochRequest(server, till.headers, key.publicKey);
  expect(two.json()).toEqual(one.json());

  const newTill = await tillOf(one.json(), key, server.clock);
  expect((await upload(server, newTill, [await openShift(newTill, 'a'.repeat(24))])).json()).toMatchObject({
    ...{ epoch: 2, seq: 1 },
  });
  expect((await upload(server, till, [await openShift(till, 'a'.repeat(24))])).json()).toMatchObject({
    ...{ epoch: 1, seq: 1 },
  });
});

test('[SYN12] a server restored from before an enrolment takes the terminal in on its certificate', async () => {
  const before = await startServer();
  const till = await enrolTill(before);
  const key = await newDeviceKey();
  const later = await tillOf(
    (await epochRequest(before, till.headers, key.publicKey)).json(),
    key,
    before.clock,
  );
  const restored = await startServer();

  const unknown = await upload(restored, later, [await openShift(later, 'a'.repeat(24))]);
  expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'device.unknown']);

  for (const { papers } of [later, till, later]) {
    const answer = await readmit(restored, papers.certificate);
    expect(answer.json()).toMatchObject({ epoch: papers.epoch, seq: 0, status: 'active' });
    const head = await restored.app.inject({
      url: '/api/head',
      headers: { authorization: `Bearer ${papers.token}` },
    });
    expect(head.statusCode).toBe(200);
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
            ...{ device_id: second?.id ?? '', epoch: 1, till_number: till.papers.till_number },
            ...{ public_key: 'k'.repeat(43), token_hash: '0'.repeat(64), pos_version: '', name: 'Till 2' },
          },
        },
      ],
    },
  }));
  const taken = await readmit(restored, till.papers.certificate);
  expect([taken.statusCode, taken.json().code]).toEqual([409, 'readmit.till_number_taken']);
  const [text] = till.papers.certificate.split('.');
  for (const certificate of ['x', 'x.y.z', `${text}.${'A'.repeat(43)}`, `${text}`, '.']) {
    expect((await readmit(before, certificate)).json().code).toBe('readmit.not_ours');
  }
});

test('[SEC2] administrators make terminals; the same request gives the same code, another one a new code', async () => {
  const server = await startServer();
  const headers = await userHeaders(server, 'admin');
  const ask = (request_id: string, name = 'Till 3') =>
    server.app.inject({
      ...{ method: 'POST', url: '/api/devices', headers },
      payload: { store_id: storeId, name, request_id },
    });
  const one = await ask('request-1');
  expect(one.statusCode).toBe(200);
  expect(one.json().activation_code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect((await ask('request-1')).json()).toEqual(one.json());
  const two = await ask('request-2', ' till 3 ');
  expect(two.json().device_id).toBe(one.json().device_id);
  expect(two.json().activation_code).not.toBe(one.json().activation_code);

  const { publicKey } = await newDeviceKey();
  expect((await enrolRequest(server, one.json().activation_code, publicKey)).statusCode).toBe(404);
  expect((await enrolRequest(server, two.json().activation_code, publicKey)).statusCode).toBe(200);
  expect((await ask('request-3')).json().code).toBe('device.name_taken');
  const heads = (await server.store.list('heads', {
    ...{ filter: { stream: { eq: storeId } }, sort: { field: '_id', direction: 'asc' }, limit: 50 },
  })) as readonly Head[];
  expect(heads.filter((head) => head.device_id === one.json().device_id)).toHaveLength(1);
});

test('[SEC5] the audit log says who made a terminal, and that and with which till number it was enrolled', async () => {
  const server = await startServer();
  await server.app.inject({
    ...{ method: 'POST', url: '/api/devices', headers: await userHeaders(server, 'admin') },
    payload: { store_id: storeId, name: 'Till 3', request_id: 'request-1' },
  });
  const { papers } = await enrolTill(server);
  const logs = (await server.store.list('audit_logs', {
    ...{ filter: { stream: { eq: storeId } }, sort: { field: '_id', direction: 'asc' }, limit: 100 },
  })) as readonly AuditLog[];
  const lines = logs.map(({ user_id, description }) => [user_id, description]);
  expect(lines).toContainEqual([demoUserId('admin'), 'Recorded in pos_devices: Till 3']);
  expect(lines).toContainEqual([null, `Enrolled Till 1 with till number ${papers.till_number}.`]);
});

const readmit = ({ app }: Server, certificate: string) =>
  app.inject({ method: 'POST', url: '/api/readmit', payload: { certificate } });

async function loadDevice({ store }: Server, id = ''): Promise<PosDevice> {
  return (await store.load([{ collection: 'pos_devices', id }])).get(`pos_devices/${id}`) as PosDevice;
}
