import { describe, expect, test } from 'vitest';
import type { Till } from '../../renderer/till/api.ts';
import type { AuditLog } from '../../shared/schema/audit-logs.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { fromStock, openCounter, quickPicks, sellFor } from './counter.ts';
import { granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

async function atCounter() {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  return { world, machine, till };
}

const sellTickets = async (till: Till, count: number) =>
  (await sellFor(till, quickPicks(till, count))).tickets.map(({ ticket }) => ticket.ticket_number);

async function restart(machine: Machine, old: Till): Promise<Till> {
  await old.close();
  const till = machine.start();
  await until(till, 'ready', isReady);
  if (!till.state().session) granted(await till.signIn('manager', demoPassword));
  return till;
}

describe('[TKT5] a ticket whose printing was not confirmed', () => {
  test('is listed at the next start; one that was confirmed is not', async () => {
    const { machine, till } = await atCounter();
    const [first = '', second = '', third = ''] = await sellTickets(till, 3);
    expect(till.state().unprinted).toEqual([first, second, third]);
    await till.slipsPrinted([first]);
    const [later = ''] = await sellTickets(till, 1);
    await till.slipsPrinted([later]);
    const again = await restart(machine, till);
    expect(again.state().unprinted).toEqual([second, third]);
    expect((await again.unprintedTickets()).map(({ ticket, copy }) => [ticket.ticket_number, copy])).toEqual([
      [second, null],
      [third, null],
    ]);
  });

  test('is listed from the first sale of a till on, whose printer never worked', async () => {
    const { machine, till } = await atCounter();
    const sold = [...(await sellTickets(till, 1)), ...(await sellTickets(till, 1))];
    expect((await restart(machine, till)).state().unprinted).toEqual(sold);
  });

  test('is no scratch ticket: that is the paper itself, and no slip is ever printed beside it', async () => {
    const { till } = await atCounter();
    const { tickets } = await sellFor(till, fromStock(till, 2, 'SCRATCH'));
    expect(till.state().unprinted).toEqual([]);
    expect(await till.printAgain(tickets[0]?.ticket.ticket_number ?? '', 'lost')).toMatchObject({
      refusal: { code: 'ticket.no_slip' },
    });
  });

  test('is printed as the original with the same security code, journalled, and listed until that is confirmed', async () => {
    const { world, machine, till } = await atCounter();
    const sale = await sellFor(till, quickPicks(till, 1));
    const [sold] = sale.tickets;
    const number = sold?.ticket.ticket_number ?? '';
    const [original] = granted(await till.printUnprinted([number], 'original'));
    expect(original).toMatchObject({ securityCode: sold?.securityCode, copy: null });
    const again = await restart(machine, till);
    expect(again.state().unprinted).toEqual([number]);
    await again.slipsPrinted([number]);
    expect(again.state().unprinted).toEqual([]);
    await until(again, 'all sent', isSent);
    const logs = await world.all<AuditLog>('audit_logs');
    expect(logs.map(({ description }) => description)).toContain(
      `Printed ticket ${number} as the original: its printing had not been confirmed.`,
    );
    const final = await restart(machine, again);
    expect(final.state().unprinted).toEqual([]);
  });

  test('is listed again where its slip was only shown and then goes to paper', async () => {
    const { machine, till } = await atCounter();
    const [number = ''] = await sellTickets(till, 1);
    await till.slipsPrinted([number]);
    await till.slipsGoToPaper([number]);
    await till.slipsGoToPaper([number]);
    const again = await restart(machine, till);
    expect(again.state().unprinted).toEqual([number]);
    await again.slipsPrinted([number]);
    expect((await restart(machine, again)).state().unprinted).toEqual([]);
  });

  test('whose slip is found is listed no more, also where only the journal says so', async () => {
    const { machine, till } = await atCounter();
    const [number = ''] = await sellTickets(till, 1);
    granted(await till.printUnprinted([number], 'found'));
    expect(till.state().unprinted).toEqual([]);
    expect((await restart(machine, till)).state().unprinted).toEqual([]);
    expect(await till.printUnprinted([number], 'found')).toMatchObject({ ok: false });
  });

  test('is written off as a misprint with a manager’s right: its price goes back, and it is never printed', async () => {
    const { world, machine, till } = await atCounter();
    const [number = '', kept = ''] = await sellTickets(till, 2);
    await till.slipsPrinted([kept]);
    const before = till.state().view?.shift?.expected_cash ?? 0;
    const { refundMinor, ticket } = granted(
      await till.misprint({ ticketNumber: number, reason: 'paper jam', approval: null }),
    );
    expect(ticket.status).toBe('cancelled');
    expect(till.state().view?.shift).toMatchObject({ expected_cash: before - refundMinor, misprints: 1 });
    expect(await till.printUnprinted([number], 'original')).toMatchObject({ ok: false });
    // What came out of the printer is cancelled by its code only (TKT4).
    expect(await till.misprint({ ticketNumber: kept, reason: 'paper jam', approval: null })).toMatchObject({
      refusal: { code: 'ticket.printed' },
    });
    await until(till, 'all sent', isSent);
    const logs = await world.all<AuditLog>('audit_logs');
    expect(logs.map(({ description }) => description)).toContain(
      `Cancelled ticket ${number} (misprint): paper jam`,
    );
    expect((await restart(machine, till)).state().unprinted).toEqual([]);
  });

  test('a cashier without the right cannot write it off', async () => {
    const world = await World.start();
    const till = await openCounter(new Machine(world), 0, 'cashier');
    const [ticketNumber = ''] = await sellTickets(till, 1);
    expect(await till.misprint({ ticketNumber, reason: 'jam', approval: null })).toMatchObject({
      refusal: { code: 'permission.missing' },
    });
  });
});

test('[CLM3] what was never printed is printed again as the original, what was is marked as a copy', async () => {
  const { till } = await atCounter();
  const [number = ''] = await sellTickets(till, 1);
  expect(granted(await till.printAgain(number, 'jam')).copy).toBeNull();
  await till.slipsPrinted([number]);
  expect(granted(await till.printAgain(number, 'unreadable')).copy).toBe(1);
});
