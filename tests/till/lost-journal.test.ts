import { expect, test } from 'vitest';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Quarantine } from '../../shared/schema/quarantine.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const numbersOf = (tickets: readonly Ticket[]) => tickets.map((ticket) => ticket.ticket_number);
/** Of what several processes of a busy machine have to do first. */
const patient = { timeout: 15_000 };
const isLost = (state: { phase: { phase: string } }) => state.phase.phase === 'journal_lost';

test('[JRN5] an emptied IndexedDB is noticed without the server; a new epoch repeats no number and its grants are its own', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  for (let i = 0; i < 3; i++) await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  const { shift } = till.state().view!;
  machine.plugged = false;
  await machine.shutDown();
  machine.wipeDisk();
  till = machine.start();
  const lost = await until(till, 'journal lost', isLost);
  expect(lost.phase).toMatchObject({ reason: 'journal_lost', deviceName: 'Till 1' });
  expect(await till.openEpoch()).toMatchObject({ refusal: { code: 'network.unreachable' } });
  machine.plugged = true;
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  expect(till.state().view).toMatchObject({ epoch: 2 });
  granted(await till.signIn('manager', demoPassword));
  expect(till.state().view!.shift?._id, 'the drawer’s shift goes on').toBe(shift!._id);
  for (let i = 0; i < 3; i++) await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  const tickets = await world.all<Ticket>('tickets');
  expect(new Set(numbersOf(tickets)).size).toBe(6);
  const frozen = (await world.all<Inventory>('inventory')).flatMap((batch) =>
    batch.allotments.filter((a) => a.epoch === 1),
  );
  expect(frozen.every((allotment) => allotment.granted >= allotment.used)).toBe(true);
  expect(await world.all('exceptions')).toEqual([]);
});

test('[JRN5] the entries alone are gone, their marks are not: noticed as well', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await machine.shutDown();
  machine.wipeJournalOnly();
  await until(machine.start(), 'journal lost', isLost);
});

test('[JRN5] papers written, journal not yet begun: the next start begins it, nothing is called lost', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  await openCounter(machine);
  await machine.shutDown();
  const papers = JSON.parse(machine.secrets.get('papers')!);
  papers.epochs[0].journal_begun = false;
  machine.secrets.set('papers', JSON.stringify(papers));
  const till = machine.start();
  await until(till, 'ready', isReady);
});

test('[JRN5] [SYN3] an old profile put back: the server is ahead, what was sold on the copy goes to quarantine, a new epoch begins', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await machine.shutDown();
  const putBack = machine.copyDisk();
  till = machine.start();
  await until(till, 'ready', isReady);
  for (let i = 0; i < 4; i++) await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  machine.plugged = false;
  await machine.shutDown();
  putBack();
  till = machine.start();
  await until(till, 'ready', isReady);
  const forked = await sellFor(till, quickPicks(till));
  machine.plugged = true;
  till.sendNow();
  await until(till, 'noticed', isLost);
  await until(till, 'handed over', isSent);
  const kept = await world.all<Quarantine>('quarantine');
  expect(kept.map(({ reason }) => reason)).toEqual(['fork']);
  expect(kept[0]!.entry_json).toContain(forked.tickets[0]!.ticket.ticket_number);
  expect(await till.sell([], { method: 'cash', tendered: 0, reference: null })).toMatchObject({
    refusal: { code: 'till.not_ready' },
  });
  // It stays noticed, also where the server is gone again.
  machine.plugged = false;
  till = await machine.restart();
  await until(till, 'still lost', isLost);
  machine.plugged = true;
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  granted(await till.signIn('manager', demoPassword));
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  const numbers = numbersOf(await world.all<Ticket>('tickets'));
  expect(numbers.length).toBe(6);
  expect(new Set(numbers).size).toBe(6);
});

test('[JRN5] one strange answer ends no epoch: the head is asked for again, and the till goes on', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  for (const strange of [{ seq: 9_999 }, { hash: 'e'.repeat(64) }]) {
    let asked = 0;
    machine.intercept = async (url, init) => {
      if (url.pathname !== '/api/head') return null;
      const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
      asked += 1;
      return Response.json({ ...((await answer.json()) as object), ...(asked === 1 ? strange : {}) });
    };
    till.sendNow();
    await expect.poll(() => asked).toBeGreaterThan(1);
    await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    expect(till.state().phase.phase).toBe('ready');
  }
  expect(await world.all('quarantine')).toEqual([]);
});

test('[JRN5] [SYN2] whatever answer is lost on the way to a new epoch, and after a crash, it is one epoch', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await machine.shutDown();
  machine.wipeDisk();
  till = machine.start();
  await until(till, 'lost', isLost);
  for (const path of ['/api/challenges', '/api/epochs']) {
    let lost = false;
    machine.intercept = async (url, init) => {
      if (url.pathname !== path || lost) return null;
      lost = true;
      await fetch(`http://127.0.0.1:${world.port}${path}`, init);
      throw new TypeError('lost');
    };
    expect(await till.openEpoch()).toMatchObject({ refusal: { code: 'network.unreachable' } });
    expect(lost).toBe(true);
    till = await machine.restart();
    await until(till, 'lost still', isLost);
  }
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  expect(till.state().view).toMatchObject({ epoch: 2 });
});

test('[JRN5] an old profile with unsent entries, found after a new epoch began, uploads them', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const unsent = await sellFor(till, quickPicks(till));
  await machine.shutDown();
  const putBack = machine.copyDisk();
  machine.wipeDisk();
  till = machine.start();
  await until(till, 'lost', isLost);
  machine.plugged = true;
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  await machine.shutDown();
  // The old disk, with the papers as they are now: epoch 2 never wrote to it.
  const papers = machine.secrets.get('papers')!;
  putBack();
  machine.secrets.set('papers', papers);
  till = machine.start();
  await until(till, 'lost', isLost);
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  await until(till, 'sent', isSent);
  expect(numbersOf(await world.all<Ticket>('tickets'))).toEqual([unsent.tickets[0]!.ticket.ticket_number]);
});

test('[SYN12] a server restored from a backup is noticed by every till, which sends again what it lacks', async () => {
  const world = await World.start();
  const machines = [new Machine(world), new Machine(world)];
  const tills = [await openCounter(machines[0]!), await openCounter(machines[1]!, 1)];
  for (const till of tills) await sellFor(till, quickPicks(till));
  for (const till of tills) await until(till, 'sent', isSent);
  await world.backUp();
  for (const till of tills) {
    till.sendNow();
    for (let i = 0; i < 5; i++) await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
  }
  await world.restore();
  expect(await world.all('tickets')).toHaveLength(2);
  for (const till of tills) till.sendNow();
  await expect.poll(async () => (await world.all('tickets')).length, patient).toBe(12);
  expect(new Set(numbersOf(await world.all<Ticket>('tickets'))).size).toBe(12);
  expect(await world.all('quarantine')).toEqual([]);
  for (const till of tills) {
    await until(till, 'sent', isSent);
    await until(
      till,
      'pulled',
      async () =>
        (await till.recentTickets(20)).filter(({ ticket }) => ticket.registered_at !== null).length === 12,
    );
  }
  // Only now: the first till's next ticket may reach the second one at any moment.
  for (const till of tills) await sellFor(till, quickPicks(till));
});

test('[SYN12] [JRN4] what a restored server lacks is unsent again, and stays so over a restart', {
  timeout: 60_000,
}, async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await world.backUp();
  till.sendNow();
  for (let i = 0; i < 5; i++) await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await world.restore();
  machine.intercept = ({ pathname }) =>
    pathname === '/api/entries' ? new Response('', { status: 503 }) : null;
  till.sendNow();
  await until(till, 'unsent again', ({ connection }) => connection.unsent === 5);
  await machine.shutDown();
  machine.plugged = false;
  till = machine.start();
  await until(till, 'ready offline', isReady);
  expect(till.state().connection.unsent).toBe(5);
  machine.intercept = () => null;
  machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  expect(await world.all<Ticket>('tickets')).toHaveLength(6);
  expect(await world.all('quarantine')).toEqual([]);
});

/** The server seems to have more than this till: the till goes on in a new epoch. */
async function goOnInNewEpoch(machine: Machine, world: World): Promise<void> {
  const { till } = machine;
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/head') return null;
    const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
    return Response.json({ ...((await answer.json()) as object), seq: 9_999 });
  };
  till.sendNow();
  await until(till, 'lost', isLost);
  machine.intercept = () => null;
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  granted(await till.signIn('manager', demoPassword));
}

test('[SYN12] [JRN5] what a restored server lacks of an older epoch is sent again too', {
  timeout: 60_000,
}, async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await world.backUp();
  till.sendNow();
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await goOnInNewEpoch(machine, world);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await world.restore();
  till.sendNow();
  await expect.poll(async () => (await world.all('tickets')).length, patient).toBe(2);
  await until(till, 'sent', isSent);
  expect(await world.all('quarantine')).toEqual([]);
});

test('[SYN12] [SYN3] what a restored server lacks of its quarantine is handed over again', {
  timeout: 60_000,
}, async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await machine.shutDown();
  const putBack = machine.copyDisk();
  till = machine.start();
  await until(till, 'ready', isReady);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  machine.plugged = false;
  await machine.shutDown();
  await world.backUp();
  putBack();
  till = machine.start();
  await until(till, 'ready', isReady);
  const forked = await sellFor(till, quickPicks(till));
  machine.plugged = true;
  till.sendNow();
  await until(till, 'noticed', isLost);
  await until(till, 'handed over', isSent);
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  await until(till, 'sent', isSent);
  expect(await world.all('quarantine')).toHaveLength(1);
  await world.restore();
  till.sendNow();
  await expect.poll(async () => (await world.all('quarantine')).length, patient).toBe(1);
  const [kept] = await world.all<Quarantine>('quarantine');
  expect(kept!.entry_json).toContain(forked.tickets[0]!.ticket.ticket_number);
});

test('[SYN12] a server restored from before the enrolment takes the till in again on its certificate', async () => {
  const world = await World.start();
  await world.backUp();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  await world.restore();
  till.sendNow();
  await sellFor(till, quickPicks(till));
  await expect.poll(async () => (await world.all('tickets')).length, patient).toBe(2);
  await until(till, 'sent', isSent);
  expect(await world.all('tickets')).toHaveLength(2);
  await sellFor(till, quickPicks(till));
});
