import { expect, test } from 'vitest';
import type { Till } from '../../renderer/till/api.ts';
import type { AuditLog } from '../../shared/schema/audit-logs.ts';
import type { Shift } from '../../shared/schema/shifts.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const byPin = (username: string, secret: string) => ({ username, by: 'pin' as const, secret });
const counted = (countedMinor: number) => ({ countedMinor, counts: [] });

/** The manager's and the cashier's PINs are set, the manager is signed in, the server is out of reach. */
async function offlineWithPins(): Promise<{ world: World; machine: Machine; till: Till }> {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  granted(await till.signIn('cashier', demoPassword));
  granted(await till.setPin(demoPassword, '4711'));
  granted(await till.signIn('manager', demoPassword));
  granted(await till.setPin(demoPassword, '2580'));
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  return { world, machine, till };
}

test('[SFT1] [SFT2] [SEC5] cash in, out and dropped, a no-sale and a handover, all offline, arrive as they were', async () => {
  const { world, machine, till } = await offlineWithPins();
  const sold = (await sellFor(till, quickPicks(till, 2))).total;
  const move = (movement: 'in' | 'out' | 'safe_drop', amountMinor: number, reason: string) =>
    till.moveCash({ movement, amountMinor, reason, approval: null });
  expect(await move('in', 5_000, ' ')).toMatchObject({ refusal: { code: 'cash.no_reason' } });
  expect(await move('safe_drop', 0, '')).toMatchObject({ refusal: { code: 'money.invalid' } });
  granted(await move('in', 5_000, 'change'));
  granted(await move('out', 800, 'window cleaner'));
  expect(granted(await move('safe_drop', 4_000, ''))).toMatchObject({ byName: 'Demo Manager' });
  granted(await till.noSale('a note changed', null));
  const expected = 10_000 + sold + 5_000 - 4_800;
  expect(till.state().view?.shift).toMatchObject({ expected_cash: expected, safe_drops: 4_000, no_sales: 1 });

  expect(await till.handOver(counted(9_000), byPin('manager', '2580'))).toMatchObject({
    refusal: { code: 'shift.same_user' },
  });
  expect(await till.handOver(counted(9_000), byPin('cashier', '1111'))).toMatchObject({
    refusal: { code: 'sign_in.wrong' },
  });
  const closed = granted(await till.handOver(counted(9_000), byPin('cashier', '4711')));
  expect(closed).toMatchObject({ status: 'closed', difference: 9_000 - expected });
  expect(till.state().session).toMatchObject({ method: 'pin', user: { username: 'cashier' } });
  expect(till.state().view?.shift).toMatchObject({ opening_float: 9_000, expected_cash: 9_000 });
  // A cashier has no right to a no-sale; a manager's PIN lends it, another cashier's does not.
  expect(await till.noSale('', null)).toMatchObject({ refusal: { code: 'permission.missing' } });
  expect(await till.noSale('', { username: 'cashier', pin: '4711' })).toMatchObject({
    refusal: { code: 'permission.missing' },
  });
  granted(await till.noSale('', { username: 'manager', pin: '2580' }));
  const second = granted(await till.closeShift(counted(9_000)));
  expect(Number(second.z_number?.slice(-4))).toBe(Number(closed.z_number?.slice(-4)) + 1);

  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  const shifts = (await world.all<Shift>('shifts')).sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1));
  expect(shifts.map((shift) => [shift.status, shift.opening_float, shift.difference])).toEqual([
    ['closed', 10_000, 9_000 - expected],
    ['closed', 9_000, 0],
  ]);
  const actions = (await world.all<AuditLog>('audit_logs')).map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(['shift.cash_moved', 'shift.no_sale', 'shift.handed_over', 'shift.closed']),
  );
  expect(await world.all('exceptions')).toEqual([]);
  expect(await world.all('quarantine')).toEqual([]);
}, 60_000);

test('[SEC3] [SEC4] a locked till does nothing, stays locked over a restart, and ten wrong PINs lock the user', async () => {
  const { machine, till: first } = await offlineWithPins();
  first.lock();
  expect(first.state()).toMatchObject({ locked: true, session: { user: { username: 'manager' } } });
  const lines = quickPicks(first);
  expect(await first.sell(lines, { method: 'cash', tendered: 1_000, reference: null })).toMatchObject({
    ok: false,
  });
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state().locked).toBe(true);
  expect((await till.pinUsers()).map(({ username }) => username)).toEqual(['cashier', 'manager']);
  for (let i = 0; i < 10; i++) {
    expect(await till.signInByPin('manager', '0000')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  }
  expect(await till.signInByPin('manager', '2580')).toMatchObject({ refusal: { code: 'sign_in.locked' } });
  granted(await till.signInByPin('cashier', '4711'));
  expect(till.state()).toMatchObject({ locked: false, session: { user: { username: 'cashier' } } });
}, 40_000);

test('[SEC3] a PIN is set against the password, is not the first anyone tries, and expires as the password’s verifier', async () => {
  const { world, machine, till } = await offlineWithPins();
  expect(await till.setPin('guess', '8642')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  for (const pin of ['123', 'abcd', '123456789'])
    expect(await till.setPin(demoPassword, pin)).toMatchObject({ refusal: { code: 'pin.digits' } });
  for (const pin of ['0000', '1234', '9876'])
    expect(await till.setPin(demoPassword, pin)).toMatchObject({ refusal: { code: 'pin.obvious' } });
  expect([...machine.secrets.values()].join()).not.toContain('2580');
  world.clock.pass(15 * 24 * 3_600_000);
  expect(await till.signInByPin('manager', '2580')).toMatchObject({ refusal: { code: 'sign_in.no_pin' } });
  expect(await till.pinUsers()).toEqual([]);
});

test('[SEC5] [SFT2] a reload between the handover and the next one’s sign-in finds nobody signed in', async () => {
  const { machine, till: first } = await offlineWithPins();
  const { shift } = first.state().view!;
  let markedThen: string | null = 'never handed over';
  machine.afterWrite = (collection) => {
    if (collection !== 'journal') return;
    machine.afterWrite = () => {};
    markedThen = machine.session;
    machine.beforeWrite = () => {
      throw new Error('the window is gone');
    };
  };
  granted(await first.handOver(counted(9_000), byPin('cashier', '4711')));
  machine.beforeWrite = () => {};
  machine.session = markedThen;
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state().view?.shift?._id).not.toBe(shift?._id);
  expect(till.state().session).toBeNull();
});

test('a handover that is refused leaves who is signed in, over a reload too', async () => {
  const { machine, till: first } = await offlineWithPins();
  expect(await first.handOver(counted(-1), byPin('cashier', '4711'))).toMatchObject({
    refusal: { code: 'money.invalid' },
  });
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state()).toMatchObject({ locked: false, session: { user: { username: 'manager' } } });
});

test('held baskets survive a restart, have small numbers, and are bounded', async () => {
  const { machine, till: first } = await offlineWithPins();
  const row = (lottery: string) => ({ lotteryId: lottery, tickets: [], draws: [], quantity: 2 });
  const { lottery } = first.state().offers[0]!;
  for (let n = 1; n <= 9; n++) granted(await first.holdBasket(n === 1 ? 'Red coat' : '', [row(lottery._id)]));
  expect(await first.holdBasket('', [row(lottery._id)])).toMatchObject({
    refusal: { code: 'held.too_many' },
  });
  expect(await first.holdBasket('', [])).toMatchObject({ refusal: { code: 'basket.empty' } });
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state().held).toHaveLength(9);
  expect(granted(await till.takeHeldBasket(1))).toMatchObject({ name: 'Red coat', by: 'Demo Manager' });
  expect(await till.takeHeldBasket(1)).toMatchObject({ refusal: { code: 'held.unknown' } });
  expect(granted(await till.holdBasket('again', [row(lottery._id)])).number).toBe(1);
});

test('[JRN3] [MNY3] training counts nowhere: no entry, no stock, no shift; its slips are no tickets', async () => {
  const { world, machine, till } = await offlineWithPins();
  const before = { entries: machine.journalKeys(), view: till.state().view };
  granted(await till.enterTraining());
  expect(till.state()).toMatchObject({ training: true, locked: false, view: { shift: null, tillNumber: 0 } });
  granted(await till.openShift(5_000));
  const sale = await sellFor(till, quickPicks(till, 2));
  const { ticket, securityCode } = sale.tickets[0]!;
  expect(granted(await till.findTicket(ticket.ticket_number)).ticket._id).toBe(ticket._id);
  granted(await till.cancelTicket({ ticketNumber: ticket.ticket_number, securityCode, reason: 'practice' }));
  granted(await till.moveCash({ movement: 'in', amountMinor: 500, reason: 'x', approval: null }));
  granted(await till.noSale('', null));
  granted(await till.holdBasket('', [{ lotteryId: ticket.lottery_id, tickets: [], draws: [], quantity: 1 }]));
  const closed = granted(await till.handOver(counted(1), byPin('cashier', '4711')));
  expect(closed).toMatchObject({ expected_cash: 5_500 + sale.total / 2, z_number: '00000-0001' });
  granted(await till.closeShift(counted(1)));
  expect(machine.journalKeys()).toEqual(before.entries);

  till.leaveTraining();
  expect(till.state()).toMatchObject({ training: false, locked: true, held: [] });
  granted(await till.signInByPin('manager', '2580'));
  expect(till.state().view?.shift).toEqual(before.view?.shift);
  expect(till.state().view?.inventory).toEqual(before.view?.inventory);
  expect(await till.findTicket(ticket.ticket_number)).toMatchObject({ refusal: { code: 'ticket.training' } });
  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  expect(await world.all('tickets')).toEqual([]);
  expect(await world.all('exceptions')).toEqual([]);
});

test('a cashier may begin training, and a restart ends it with the till locked', async () => {
  const { machine, till: first } = await offlineWithPins();
  granted(await first.signInByPin('cashier', '4711'));
  granted(await first.enterTraining());
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(till.state()).toMatchObject({ training: false, locked: true });
  expect(till.state().view?.shift?.status).toBe('open');
});

test('[SFT2] the last Z report is at hand after a restart, with and without the server, and in the next shift', async () => {
  const { machine, till } = await offlineWithPins();
  expect(await till.lastClosedShift()).toBeNull();
  const first = granted(await till.closeShift(counted(9_000)));
  expect(await till.lastClosedShift()).toEqual(first);
  // The clock of the till was wrong meanwhile: what counts is the number.
  machine.wallShiftMs = -48 * 3_600_000;
  granted(await till.openShift(5_000));
  const second = granted(await till.closeShift(counted(5_000)));
  let again = await machine.restart();
  await until(again, 'ready', isReady);
  expect(await again.lastClosedShift()).toMatchObject({ z_number: second.z_number, difference: 0 });
  machine.plugged = true;
  await until(again, 'sent', isSent);
  expect(await again.lastClosedShift()).toMatchObject({ z_number: second.z_number });
  granted(await again.signIn('manager', demoPassword));
  granted(await again.openShift(5_000));
  await until(again, 'sent', isSent);
  again = await machine.restart();
  await until(again, 'ready', isReady);
  expect(await again.lastClosedShift()).toMatchObject({ z_number: second.z_number });
});
