import { expect, test } from 'vitest';
import type { Till } from '../../renderer/till/api.ts';
import type { Platform } from '../../renderer/till/platform.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { granted, Machine } from './machine.ts';
import { World } from './world.ts';

/** With a drawer that counts how often it opens. */
class MachineWithDrawer extends Machine {
  opened = 0;
  override platform(): Platform {
    const platform = super.platform();
    const openDrawer = () => {
      this.opened += 1;
    };
    return { ...platform, host: { ...platform.host, openDrawer } };
  }
}

async function atTheTill(user = 'manager') {
  const world = await World.start();
  const machine = new MachineWithDrawer(world);
  const till = await openCounter(machine, 0, user);
  return { world, machine, till };
}

test('[CLM3] [TKT5] a slip that comes out while training begins is not offered as an original again', async () => {
  const { till } = await atTheTill();
  const { tickets } = await sellFor(till, quickPicks(till));
  const numbers = tickets.map(({ ticket }) => ticket.ticket_number);
  expect(till.state().unprinted).toEqual(numbers);
  granted(await till.enterTraining());
  await till.slipsPrinted(numbers);
  till.leaveTraining();
  expect(till.state().unprinted).toEqual([]);
});

test('[JRN2] the drawer stays shut for what was begun in training, and opens for what was begun before it', async () => {
  const { till, machine } = await atTheTill();
  granted(await till.enterTraining());
  granted(await till.openShift(0));
  const practice = till.noSale('practice', null);
  till.leaveTraining();
  granted(await practice);
  expect(machine.opened).toBe(0);
  granted(await till.signIn('manager', demoPassword));
  const real = till.noSale('a note changed', null);
  granted(await till.enterTraining());
  granted(await real);
  expect(machine.opened).toBe(1);
});

/** What ends a cashier's time at the till while the manager's PIN is looked at. */
const ends: readonly { readonly name: string; readonly end: (till: Till) => unknown }[] = [
  { name: 'the till is locked', end: (till) => till.lock() },
  { name: 'the cashier signs out', end: (till) => till.signOut() },
];
for (const { name, end } of ends) {
  test(`[SEC5] a lent right opens no drawer after ${name} meanwhile`, async () => {
    const { till, machine } = await atTheTill();
    granted(await till.setPin(demoPassword, '7391'));
    granted(await till.signIn('cashier', demoPassword));
    const opened = till.noSale('a note changed', { username: 'manager', pin: '7391' });
    await end(till);
    expect(await opened).toMatchObject({ refusal: { code: 'session.changed' } });
    expect(machine.opened).toBe(0);
    expect(till.state().view?.shift).toMatchObject({ no_sales: 0 });
  });
}

test('[SEC5] [SFT1] no shift is handed over after the till was locked while the next cashier’s PIN was looked at', async () => {
  const { till } = await atTheTill('cashier');
  granted(await till.signIn('manager', demoPassword));
  granted(await till.setPin(demoPassword, '7391'));
  granted(await till.signIn('cashier', demoPassword));
  const next = { username: 'manager', by: 'pin' as const, secret: '7391' };
  const handedOver = till.handOver({ countedMinor: 10_000, counts: [] }, next);
  till.lock();
  expect(await handedOver).toMatchObject({ refusal: { code: 'session.changed' } });
  expect(till.state().view?.shift).toMatchObject({ status: 'open', opening_float: 10_000 });
});

test('[SFT1] the slip of moved cash names who moved it, who may have locked the till by then', async () => {
  const { till } = await atTheTill('cashier');
  const moved = till.moveCash({
    movement: 'out',
    amountMinor: 500,
    reason: 'window cleaner',
    approval: null,
  });
  await till.signOut();
  expect(granted(await moved)).toMatchObject({ byName: 'Demo Cashier' });
});
