import { expect, test } from 'vitest';
import type { Offer, Till } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const scratch = [{ lottery_id: demoLotteryId('SCRATCH'), boards: [], draw_dates: [], quantity: 1 }];

/** Every list of offers that the till's state had from now on, the one of now first. */
function listsOf(till: Till): readonly (readonly Offer[])[] {
  const lists: (readonly Offer[])[] = [];
  till.states.subscribe(({ offers }) => {
    if (offers !== lists.at(-1)) lists.push(offers);
  });
  return lists;
}

const available = (offers: readonly Offer[] | undefined): number =>
  offers?.find(({ lottery }) => lottery.code === 'SCRATCH')?.available ?? 0;

test('offers are the same list while nothing changes that they come from', async () => {
  const machine = new Machine(await World.start());
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  const lists = listsOf(till);
  await sellFor(till, quickPicks(till, 1, 'DAILY'));
  await until(till, 'sent', isSent);
  till.lock();
  expect(lists).toHaveLength(1);
  expect(till.state().offers).toBe(lists[0]);
});

test('a sale out of the till’s stock makes the offers anew once', async () => {
  const machine = new Machine(await World.start());
  const till = await openCounter(machine);
  await until(till, 'granted', ({ offers }) => available(offers) > 1);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const lists = listsOf(till);
  await sellFor(till, scratch);
  const left = available(lists[0]) - 1;
  expect(lists.filter((list) => available(list) === left)).toHaveLength(1);
  expect(available(till.state().offers)).toBe(left);
});

test('[DRW1] [DRW4] a cut-off is a change, too: who listens hears of it, and who asks is told at once', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  await cutOff(machine, till);
  const nextOf = (offers: readonly Offer[]) =>
    offers.find(({ lottery }) => lottery.code === 'DAILY')?.slots[0]?.cutoff_at ?? '';
  const first = nextOf(till.state().offers);
  world.clock.pass(Date.parse(first) - world.clock.nowMs() - 60_000);
  expect(nextOf(till.state().offers)).toBe(first);
  world.clock.pass(60_000);
  let heard = first;
  till.states.subscribe(({ offers }) => {
    heard = nextOf(offers);
  });
  expect(heard).toBe(first);
  expect(nextOf(till.state().offers) > first).toBe(true);
  await until(till, 'heard', () => heard > first);
});

test('[SYN7] [JRN2] a game in a time zone that this browser does not know keeps no other from being sold, and nothing from being sent', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  const mega = must(
    till.state().view?.lotteries.find(({ code }) => code === 'MEGA'),
    'MEGA',
  );
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/changes') return null;
    const answer = await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init);
    const page = (await answer.json()) as { documents: object[] };
    const value = { ...mega, time_zone: 'America/Unheard_Of' };
    if (page.documents.length > 0) page.documents.push({ collection: 'lotteries', value });
    return Response.json(page);
  };
  await sellFor(till, quickPicks(till, 1, 'DAILY'));
  await until(till, 'left out', ({ offers }) => !offers.some(({ lottery }) => lottery.code === 'MEGA'));
  expect(machine.reports.map(String)).toContainEqual(expect.stringContaining('time zone'));
  await sellFor(till, quickPicks(till, 1, 'LUCKY'));
  await until(till, 'sent', isSent);
  expect(await world.all('tickets')).toHaveLength(2);
});
