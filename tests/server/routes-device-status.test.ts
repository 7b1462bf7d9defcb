import { expect, test } from 'vitest';
import { newDeviceKey } from '../../shared/journal/signature.ts';
import { demoStoreId, demoUserId } from '../../sync-server/demo/chain.ts';
import {
  askForEpoch,
  enrolTill,
  openShift,
  type Server,
  startServer,
  type Till,
  upload,
  userHeaders,
} from './routes-harness.ts';

const cashier = demoUserId('cashier');
const setStatus = async (server: Server, till: Till, status: string, store_id = demoStoreId('NY1')) =>
  server.app.inject({
    method: 'POST',
    url: '/api/devices/status',
    headers: await userHeaders(server, 'admin'),
    payload: { store_id, device_id: till.papers.device_id, status, reason: 'stolen' },
  });
const feed = (server: Server, till: Till, url: string) => server.app.inject({ url, headers: till.headers });
const pulls = ['/api/changes?stream=store&after=0&nonce=', '/api/snapshot?stream=store'];

test('[SEC1] a revoked terminal is fed no more; what it sends is answered, kept aside, and what was before stays', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const before = await openShift(till, cashier);
  await upload(server, till, [before]);

  expect((await setStatus(server, till, 'revoked')).json()).toMatchObject({ status: 'revoked' });

  for (const url of [...pulls, '/api/events']) {
    const answer = await feed(server, till, url);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'device.revoked']);
  }
  const after = await openShift(till, cashier);
  const answer = await upload(server, till, [before, after]);
  expect(answer.json()).toMatchObject({ seq: 2, hash: after.hash, status: 'revoked' });
  const stored = await server.store.findEntries(till.papers.device_id, 1, 1, 9);
  expect(stored.map(({ outcome }) => outcome)).toEqual(['posted', 'quarantined']);
  const again = await setStatus(server, till, 'revoked');
  expect(again.statusCode).toBe(200);
  const back = await setStatus(server, till, 'active');
  expect([back.statusCode, back.json().code]).toEqual([409, 'device.revoked']);
});

test('[SEC1] a locked terminal still sends and pulls, begins no epoch, and is used again when unlocked', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  await setStatus(server, till, 'locked');
  for (const url of pulls) expect((await feed(server, till, url)).statusCode).toBe(200);
  const entry = await openShift(till, cashier);
  expect((await upload(server, till, [entry])).json()).toMatchObject({ seq: 1, status: 'active' });
  const key = await newDeviceKey();
  const epoch = () => askForEpoch(server, till, key);
  expect((await epoch()).json().code).toBe('device.not_active');
  await setStatus(server, till, 'active');
  expect((await epoch()).statusCode).toBe(200);
});

test('[SEC1] a terminal that was never enrolled can be revoked only; one of another store is not found', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const elsewhere = await setStatus(server, till, 'revoked', demoStoreId('CH2'));
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([404, 'device.none']);
  const pending = (
    await server.store.list('pos_devices', {
      filter: { status: { eq: 'pending' }, store_id: { eq: demoStoreId('NY1') } },
      sort: { field: '_id', direction: 'asc' },
      limit: 1,
    })
  )[0]!;
  const never = { ...till, papers: { ...till.papers, device_id: pending._id } };
  expect((await setStatus(server, never, 'locked')).json().code).toBe('device.pending');
  expect((await setStatus(server, never, 'revoked')).statusCode).toBe(200);
});
