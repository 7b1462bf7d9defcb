import { expect, test } from 'vitest';
import type { Sale } from '../../shared/schema/sales.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

for (const kind of ['memory', 'dexie'] as const) {
  test(`a till enrols, signs in, sells, ships and pulls (${kind})`, async () => {
    const world = await World.start();
    const machine = new Machine(world, kind);
    const till = await openCounter(machine);
    const sale = await sellFor(till, quickPicks(till, 3));
    expect(sale.tickets).toHaveLength(3);
    await until(till, 'all sent', isSent);
    const tickets = await world.all<Ticket>('tickets');
    expect(tickets.map((ticket) => ticket.ticket_number).sort()).toEqual(
      sale.tickets.map(({ ticket }) => ticket.ticket_number).sort(),
    );
    const sales = await world.all<Sale>('sales');
    expect(sales.reduce((sum, { total_amount }) => sum + total_amount, 0)).toBe(sale.total);
    await until(till, 'pulled', (state) => state.view?.shift?.rev !== 0);
    expect(machine.reports).toEqual([]);
  });
}
