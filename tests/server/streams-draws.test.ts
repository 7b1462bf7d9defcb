import { expect, test, vi } from 'vitest';
import { objectIdOfEntry } from '../../shared/domain/ids.ts';
import { chainStream } from '../../shared/journal/entry.ts';
import { ticketIndex } from '../../shared/posting/keys.ts';
import type { StoreDraw } from '../../shared/schema/store-draws.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import { allBlocks, readSoundStreams } from '../kit/books/read-ledger.ts';
import {
  aDrawGame,
  aStore,
  drawGameId,
  enrolTill,
  minutesAfter,
  noon,
  openNode,
  otherStoreId,
  record,
  saved,
  storeId,
  type TestClock,
  tonight,
} from './fixtures.ts';
import { memoryDatabase, sqliteDatabase } from './fixtures-stores.ts';

async function open(fields: Parameters<typeof aDrawGame>[0] = {}) {
  const database = await sqliteDatabase();
  const store = database.open();
  const clock: TestClock = { at: noon };
  const node = openNode(store, { clock });
  await record(node, chainStream, [
    saved('stores', aStore()),
    saved('stores', aStore({ _id: otherStoreId, code: 'CH2' })),
    saved('lotteries', aDrawGame(fields)),
  ]);
  return { database, store, node, clock };
}

async function drawsOf(store: CentralStore, stream = storeId): Promise<StoreDraw[]> {
  const page = await store.snapshotPage(stream, ['store_draws'], null, 500);
  return page.documents
    .map(({ value }) => value as StoreDraw)
    .sort((a, b) => (a.draw_date < b.draw_date ? -1 : 1));
}

const closings = async (store: CentralStore, stream = storeId): Promise<number> =>
  (await allBlocks(store, stream))
    .flatMap(({ entries }) => entries)
    .filter(({ entry }) => entry.kind === 'draw.closed').length;

test('[DRW2] at its close a draw is closed in every store’s stream, with sales or without, once', async () => {
  const { store, node, clock } = await open();
  clock.at = minutesAfter(tonight.close_at, -1);
  expect(await node.chores.closeDraws()).toBe(tonight.close_at);
  expect(await drawsOf(store)).toEqual([]);

  clock.at = tonight.close_at;
  expect(await node.chores.closeDraws()).toBe(minutesAfter(tonight.close_at, 24 * 60));
  for (const stream of [storeId, otherStoreId]) {
    expect(await drawsOf(store, stream)).toMatchObject([
      { ...tonight, status: 'closed', closed_at: tonight.close_at, tickets: 0 },
    ]);
  }
  await node.chores.closeDraws();
  await openNode(store, { clock }).chores.closeDraws();
  expect(await closings(store)).toBe(1);
  await readSoundStreams(store, [storeId]);
});

test('[DRW2] what stands before the closing entry takes part, what comes after it is late', async () => {
  const { store, node, clock } = await open();
  const till = await enrolTill(node, 1);
  await till.openShift();
  const inTime = await till.sell({ lottery_id: drawGameId, draw: tonight });
  await node.upload(till.device, till.entries);
  const late = await till.sell({ lottery_id: drawGameId, draw: tonight, tickets: 2 });
  clock.at = tonight.close_at;
  await node.chores.closeDraws();
  clock.at = minutesAfter(tonight.close_at, 600);
  await node.upload(till.device, till.entries);
  const ids = [
    objectIdOfEntry(inTime.at, inTime.hash, ticketIndex(0)),
    objectIdOfEntry(late.at, late.hash, ticketIndex(1)),
  ];
  const tickets = await store.load(ids.map((id) => ({ collection: 'tickets' as const, id })));
  const lateAt = ids.map((id) => (tickets.get(`tickets/${id}`) as Ticket).late_at);
  expect(lateAt).toEqual([null, clock.at]);
  expect(await drawsOf(store)).toMatchObject([{ status: 'closed', tickets: 1, late_tickets: 2 }]);
  const exceptions = await store.snapshotPage(storeId, ['exceptions'], null, 500);
  expect(exceptions.documents.map(({ value }) => 'code' in value && value.code)).toEqual([
    'ticket.late',
    'ticket.late',
  ]);
  await readSoundStreams(store, [storeId]);
});

test('[DRW2] after an outage the draws that were missed are closed, but none from before game or store', async () => {
  const { store, node, clock } = await open();
  await record(node, chainStream, [
    saved('stores', aStore({ _id: otherStoreId, code: 'CH2', created_at: minutesAfter(noon, 3 * 24 * 60) })),
  ]);
  clock.at = minutesAfter(noon, 5 * 24 * 60);
  await node.chores.closeDraws();
  expect((await drawsOf(store)).map(({ draw_date }) => draw_date.slice(0, 10))).toEqual([
    ...['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'],
  ]);
  expect((await drawsOf(store, otherStoreId)).map(({ draw_date }) => draw_date.slice(0, 10))).toEqual([
    ...['2026-11-25', '2026-11-26'],
  ]);
});

test('[DRW2] how far back missed draws are closed is bounded', async () => {
  const { store, clock } = await open();
  const node = openNode(store, { clock, settings: { closeDrawsBackMs: 2 * 24 * 3_600_000 } });
  clock.at = minutesAfter(noon, 365 * 24 * 60);
  await node.chores.closeDraws();
  expect(await drawsOf(store)).toHaveLength(2);
});

test('[DRW2] a draw that was sold under earlier terms is closed too, also of a game that is no longer sold', async () => {
  const { store, node, clock } = await open();
  const till = await enrolTill(node, 1);
  await till.sell({ lottery_id: drawGameId, draw: tonight });
  await node.upload(till.device, till.entries);
  await record(node, chainStream, [
    saved('lotteries', aDrawGame({ draw_time: '23:00', status: 'inactive' })),
  ]);
  clock.at = tonight.close_at;
  await node.chores.closeDraws();
  expect(await drawsOf(store)).toMatchObject([{ ...tonight, status: 'closed', tickets: 1 }]);
  expect(await closings(store, otherStoreId)).toBe(0);
});

test('[DRW2] a sale that names an earlier close does not close a draw that others still sell', async () => {
  const { store, node, clock } = await open();
  const till = await enrolTill(node, 1);
  const early = { ...tonight, cutoff_at: minutesAfter(noon, -20), close_at: minutesAfter(noon, -10) };
  await till.sell({ lottery_id: drawGameId, draw: early });
  await node.upload(till.device, till.entries);
  for (const at of [noon, minutesAfter(tonight.close_at, -1)]) {
    clock.at = at;
    await node.chores.closeDraws();
    expect(await drawsOf(store)).toMatchObject([{ draw_date: tonight.draw_date, status: 'open' }]);
  }
  clock.at = tonight.close_at;
  await node.chores.closeDraws();
  expect(await drawsOf(store)).toMatchObject([{ status: 'closed', tickets: 1, late_tickets: 0 }]);
  expect(await closings(store)).toBe(1);
});

test('[DRW2] two nodes at once close a draw once', async () => {
  const database = await memoryDatabase();
  const clock: TestClock = { at: noon };
  const nodes = [openNode(database.open(), { clock }), openNode(database.open(), { clock })] as const;
  await record(nodes[0], chainStream, [saved('stores', aStore()), saved('lotteries', aDrawGame())]);
  clock.at = tonight.close_at;
  await Promise.all(nodes.map((node) => node.chores.closeDraws()));
  expect(await closings(database.open())).toBe(1);
});

test('[DRW2] raffles are closed on their days, instant games never', async () => {
  const { store, node, clock } = await open({ kind: 'raffle', draw_days: [], draw_dates: ['2026-11-24'] });
  await record(node, chainStream, [
    saved(
      'lotteries',
      aDrawGame({ _id: otherStoreId, code: 'SCR', kind: 'instant', draw_time: null, draw_days: [] }),
    ),
  ]);
  expect(await node.chores.closeDraws()).toBe('2026-11-24T19:40:00.000Z');
  clock.at = minutesAfter(noon, 10 * 24 * 60);
  expect(await node.chores.closeDraws()).toBeNull();
  expect((await drawsOf(store)).map(({ draw_date }) => draw_date)).toEqual(['2026-11-24T20:00:00.000Z']);
});

test('[DRW2] a started node closes by itself', async () => {
  const { store, node, clock } = await open();
  clock.at = tonight.close_at;
  await node.start();
  await vi.waitFor(async () => expect(await closings(store)).toBe(1));
  clock.at = minutesAfter(tonight.close_at, 24 * 60);
  // A change of the chain's records makes it look again.
  await record(node, chainStream, [saved('lotteries', aDrawGame())]);
  await vi.waitFor(async () => expect(await closings(store)).toBe(2));
  await node.stop();
  expect(node.errors).toEqual([]);
});
