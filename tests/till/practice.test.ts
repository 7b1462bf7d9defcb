import { expect, test } from 'vitest';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { granted, Machine } from './machine.ts';
import { World } from './world.ts';

test('[JRN3] a cashier trains under the own name, without a right and without a manager', async () => {
  const machine = new Machine(await World.start());
  const till = await openCounter(machine, 0, 'cashier');
  const before = machine.journalKeys();
  granted(await till.enterTraining());
  granted(await till.openShift(5_000));
  await sellFor(till, quickPicks(till));
  expect(till.state()).toMatchObject({ training: true, session: { user: { role: 'staff' } } });
  expect(machine.journalKeys()).toEqual(before);
});
