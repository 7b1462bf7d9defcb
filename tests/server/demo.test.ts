import { expect, test } from 'vitest';
import { upcomingDraws } from '../../shared/domain/draws.ts';
import { checkBoard, cryptoRandomInt, quickPick } from '../../shared/domain/numbers.ts';
import { isStoreCode } from '../../shared/domain/ticket-number.ts';
import { recordFault } from '../../shared/posting/record-fault.ts';
import type { CollectionName } from '../../shared/schema/collections.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoSettings, demoStores, demoUsers } from '../../sync-server/demo/chain.ts';
import { demoLotteries } from '../../sync-server/demo/lotteries.ts';
import { seedDemo } from '../../sync-server/demo/seed.ts';
import { demoWelcome } from '../../sync-server/demo/welcome.ts';
import { enrolTill, type Server, startServer } from './routes-harness.ts';

const at = '2026-11-22T15:00:00.000Z';

test('every record of the demonstration is sound by the rules for master records', () => {
  expect(recordFault('chain_settings', demoSettings(at))).toBeNull();
  expect(demoStores(at).map((store) => recordFault('stores', store))).toEqual([null, null, null]);
  for (const user of demoUsers(at, new Map())) expect(recordFault('users', user)).toBeNull();
  for (const lottery of demoLotteries(at)) expect(recordFault('lotteries', lottery)).toBeNull();
  expect(demoStores(at).every(({ code }) => isStoreCode(code))).toBe(true);
});

test('its lotteries can be played: next draws, quick picks, prizes that ask for what can be matched', () => {
  for (const lottery of demoLotteries(at)) {
    const draws = lottery.kind === 'instant' ? 0 : Math.min(3, lottery.max_draws);
    expect([lottery.code, upcomingDraws(lottery, at, 3).length]).toEqual([lottery.code, draws]);
    const board = quickPick(
      lottery.pools,
      cryptoRandomInt((cells) => crypto.getRandomValues(cells)),
    );
    expect(checkBoard(lottery.pools, board).ok).toBe(true);
    for (const level of lottery.prize_structure) {
      expect(level.match.length).toBe(lottery.pools.length);
      expect(level.match.every((n, pool) => n <= (lottery.pools[pool]?.pick ?? 0))).toBe(true);
    }
  }
  expect(new Set(demoLotteries(at).map(({ kind }) => kind))).toEqual(new Set(['draw', 'raffle', 'instant']));
});

test('an empty database gets the chain: 3 stores, 3 roles, 5 lotteries, 2 terminals, stock', async () => {
  const server = await startServer();
  expect(await count(server, 'chain_settings')).toBe(1);
  expect(await count(server, 'stores')).toBe(3);
  expect(await count(server, 'users')).toBe(8);
  expect(await count(server, 'lotteries')).toBe(5);
  expect(await count(server, 'pos_devices')).toBe(2);
  expect(await count(server, 'inventory')).toBe(6);
  expect(await count(server, 'quarantine')).toBe(0);
  expect(await count(server, 'exceptions')).toBe(0);
});

test('its raffle does not close on the first day, on no day of a month', () => {
  const lastDay = '2026-11-30T22:30:00.000Z';
  const raffle = demoLotteries(lastDay).find(({ kind }) => kind === 'raffle');
  expect(raffle?.draw_dates[0]).toBe('2026-12-31');
  expect(demoLotteries(at).find(({ kind }) => kind === 'raffle')?.draw_dates[0]).toBe('2026-11-30');
});

test('[STK1] no raffle number exists at two stores', async () => {
  const { store } = await startServer();
  const batches = (await store.list('inventory', {
    filter: {},
    sort: { field: '_id', direction: 'asc' },
    limit: 100,
  })) as readonly Inventory[];
  const numbers = batches.flatMap(({ number_range: range }) =>
    range ? Array.from({ length: range.to - range.from + 1 }, (_, n) => range.from + n) : [],
  );
  expect(numbers.length).toBe(6_000);
  expect(new Set(numbers).size).toBe(6_000);
});

test('[SYN2] seeding again, at once or later, changes nothing', async () => {
  const server = await startServer();
  const before = await Promise.all((await server.store.streams()).map((s) => server.store.lastBlock(s)));
  await Promise.all([seedDemo({ ...server, hashPassword }), seedDemo({ ...server, hashPassword })]);
  const after = await Promise.all((await server.store.streams()).map((s) => server.store.lastBlock(s)));
  expect(after).toEqual(before);
});

test('seeding that was killed after any of its blocks is completed by the next start', async () => {
  for (const stopAfter of [0, 1, 2, 3]) {
    const server = await startServer({ demo: false });
    let decisions = 0;
    const dying: Server['streams'] = {
      ...server.streams,
      decide: (...args) =>
        decisions++ > stopAfter ? Promise.reject(new Error('killed')) : server.streams.decide(...args),
    };
    await seedDemo({ streams: dying, hashPassword: async () => 'hash' }).catch(() => null);
    expect(await seedDemo({ ...server, hashPassword: async () => 'hash' })).toEqual({
      ok: true,
      value: true,
    });
    expect([await count(server, 'stores'), await count(server, 'inventory')]).toEqual([3, 6]);
    expect(await count(server, 'pos_devices')).toBe(2);
  }
});

test('a chain that is not the demonstration is left alone', async () => {
  const server = await startServer({ demo: false });
  const own = { ...demoSettings(at), name: 'A real lottery' };
  await server.streams.decide('chain', 'hq', async () => ({
    ok: true,
    value: {
      value: null,
      drafts: [{ kind: 'record.saved', body: { collection: 'chain_settings', record: own }, user_id: null }],
    },
  }));
  expect(await seedDemo({ ...server, hashPassword })).toEqual({ ok: true, value: false });
  expect(await count(server, 'stores')).toBe(0);
});

test('the first lines name the address, the user, the password and the codes still to be used', async () => {
  const server = await startServer();
  const text = async () => (await demoWelcome(server.store, 'http://localhost:8080')).join('\n');
  const [first, second] = demoTerminals.map(({ activation_code }) => activation_code);
  expect(await text()).toMatch(
    /http:\/\/localhost:8080[\s\S]*DEMO-TILL-0001[\s\S]*DEMO-TILL-0002[\s\S]*cashier[\s\S]*demo-1234/,
  );
  await enrolTill(server, first);
  expect(await text()).not.toContain(first);
  await enrolTill(server, second);
  expect(await text()).not.toContain('DEMO-TILL');
});

async function count({ store }: Server, collection: CollectionName): Promise<number> {
  return (await store.list(collection, { filter: {}, sort: { field: '_id', direction: 'asc' }, limit: 100 }))
    .length;
}
