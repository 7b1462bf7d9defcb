import { expect, test } from 'vitest';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { setDeviceStatus } from '../../sync-server/enrolment/device-status.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const cash = { method: 'cash', tendered: 100_000, reference: null } as const;

test('a till that head office locked sells no more and says why; its shift can still be closed', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  const [device] = (await world.all<PosDevice>('pos_devices')).filter(({ name }) => name === 'Till 1');
  const { stream, rev: _rev, ...record } = { ...device!, status: 'locked' as const };
  granted(
    await world.server.streams.decide(stream, 'hq', async () => ({
      ok: true,
      value: {
        value: null,
        drafts: [{ kind: 'record.saved', user_id: null, body: { collection: 'pos_devices', record } }],
      },
    })),
  );
  await until(till, 'locked', (state) => state.view?.device?.status === 'locked');
  expect(till.state().offers[0]?.blocked?.code).toBe('device.locked');
  expect(till.state().stopped?.code).toBe('device.locked');
  expect(await till.sell(quickPicks(till), cash)).toMatchObject({ refusal: { code: 'device.locked' } });
  granted(await till.closeShift({ countedMinor: 10_000, counts: [] }));
});

test('[SEC1] what a revoked till sends is quarantined, and it hears why it sells and pulls no more', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const sale = await sellFor(till, quickPicks(till));
  const [device] = (await world.all<PosDevice>('pos_devices')).filter(({ name }) => name === 'Till 1');
  const stream = device!.stream;
  const request = { store_id: stream, device_id: device!._id, status: 'revoked', reason: 'stolen' } as const;
  granted(
    await setDeviceStatus(world.server.streams, { user_id: demoUserId('admin'), address: null }, request),
  );
  machine.plugged = true;
  till.sendNow();
  await until(till, 'told', ({ connection }) => connection.problem?.code === 'device.revoked');
  await until(till, 'stopped', ({ stopped }) => stopped?.code === 'device.revoked');
  expect(till.state().offers[0]?.blocked?.code).toBe('device.revoked');
  expect(await till.sell(quickPicks(till), cash)).toMatchObject({ refusal: { code: 'device.revoked' } });
  expect(await world.all('quarantine')).toMatchObject([{ reason: 'revoked' }]);
  expect(await world.all('tickets')).toEqual([]);
  expect(sale.tickets).toHaveLength(1);
});

test('a till that hears at its upload that it was revoked sells no more, also after a restart without the server', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/head') return null;
    const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
    return Response.json({ ...((await answer.json()) as object), status: 'revoked' });
  };
  till.sendNow();
  await until(till, 'revoked', () => till.state().offers[0]?.blocked?.code === 'device.revoked');
  machine.plugged = false;
  machine.intercept = () => null;
  till = await machine.restart();
  await until(till, 'signed in still', (state) => state.session !== null);
  expect(till.state().stopped?.code).toBe('device.revoked');
  expect(await till.sell(quickPicks(till), cash)).toMatchObject({ refusal: { code: 'device.revoked' } });
});
