import { expect, test } from 'vitest';
import { feedCollections, inScope, scopeOf } from '../../shared/protocol/scope.ts';
import type { AnyDocument, CollectionName } from '../../shared/schema/collections.ts';
import { traitsOf } from '../../shared/schema/collections.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

/** What a till holds and what the server has in its scope must be the same documents (SYN11). */
async function expectSameDocuments(machine: Machine, world: World): Promise<void> {
  const held = machine.documents();
  const store = JSON.parse(machine.secrets.get('papers')!).epochs[0].store_id as string;
  const expected = new Map<string, unknown>();
  for (const collection of [...feedCollections('chain'), ...feedCollections(store)] as CollectionName[]) {
    for (const document of await world.all<AnyDocument>(collection)) {
      if (!inScope(scopeOf(collection, document), store)) continue;
      const secret: readonly string[] = traitsOf(collection).secret;
      const fields = Object.entries(document).filter(
        ([field]) => !secret.includes(field) && !signsOfLife.includes(field),
      );
      expected.set(`${collection}/${document._id}`, Object.fromEntries(fields));
    }
  }
  expect([...held.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  for (const [key, value] of held) {
    const fields = Object.entries(value).filter(([field]) => !signsOfLife.includes(field));
    expect(Object.fromEntries(fields), key).toEqual(expected.get(key));
  }
}
/** Beside the posted fields, never fed. */
const signsOfLife = ['last_seen', 'unsent', 'last_login', 'pos_version'];

const positionOf = (machine: Machine, stream: 'store' | 'chain') => machine.cursor(stream)?.position ?? 0;

async function settled(machines: readonly Machine[], world: World): Promise<void> {
  for (const machine of machines) {
    const store = JSON.parse(machine.secrets.get('papers')!).epochs[0].store_id as string;
    await until(machine.till, 'at the end of the store’s stream', async () => {
      const last = await world.server.store.lastBlock(store);
      return positionOf(machine, 'store') === last?.position;
    });
  }
}

const html = () =>
  new Response('<html>Welcome to Free WiFi</html>', {
    status: 200,
    headers: { 'content-type': 'text/html' },
  });
const bad: Record<string, (answer: () => Promise<string>) => Promise<Response> | Response> = {
  'a captive portal’s page': html,
  'half a JSON': async (answer) =>
    new Response((await answer()).slice(0, -40), {
      status: 200,
      headers: { 'content-type': 'application/json' },
    }),
  'a 500': () =>
    new Response('{"code":"server.failed","message":"no"}', {
      status: 500,
      headers: { 'content-type': 'application/json' },
    }),
  'a document with a field that is wrong': async (answer) =>
    new Response((await answer()).replace('"status":"', '"status":"x'), { status: 200 }),
  'a document of another store': async (answer) => {
    const page = JSON.parse(await answer());
    for (const { value } of page.documents) if (value.stream !== 'chain') value.stream = 'f'.repeat(24);
    return new Response(JSON.stringify(page), { status: 200 });
  },
};

for (const [what, spoil] of Object.entries(bad)) {
  test(`[SYN5] [SYN6] a pull answered by ${what} stores nothing and moves no cursor; the next try works`, async () => {
    const world = await World.start();
    const [machine, other] = [new Machine(world), new Machine(world)];
    await openCounter(machine);
    const second = await openCounter(other, 1);
    await settled([machine, other], world);
    const before = [positionOf(machine, 'store'), machine.documents().size];
    let spoilt = 0;
    machine.intercept = async (url, init) => {
      if (url.pathname !== '/api/changes' || spoilt >= 2) return null;
      const answer = async () =>
        (await fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, init)).text();
      const text = await answer();
      if (!text.includes('"collection":"tickets"')) return new Response(text, { status: 200 });
      spoilt += 1;
      expect([positionOf(machine, 'store'), machine.documents().size]).toEqual(before);
      return spoil(async () => text);
    };
    await sellFor(second, quickPicks(second));
    await until(second, 'sent', isSent);
    await settled([machine, other], world);
    expect(spoilt).toBe(2);
    await expectSameDocuments(machine, world);
  });
}

test('[SYN11] [SYN6] both tills hold exactly the server’s documents in their scope', async () => {
  const world = await World.start();
  const machines = [new Machine(world), new Machine(world)];
  const tills = [await openCounter(machines[0]!), await openCounter(machines[1]!, 1)];
  for (let i = 0; i < 5; i++) for (const till of tills) await sellFor(till, quickPicks(till, 2));
  for (const till of tills) await until(till, 'sent', isSent);
  await settled(machines, world);
  for (const machine of machines) await expectSameDocuments(machine, world);
  expect(machines[0]!.documents().size).toBe(machines[1]!.documents().size);
});

test('[SYN11] a till that stayed away past the trimmed blocks takes a snapshot while another sells on, and sells meanwhile', async () => {
  const world = await World.start({ keepDocumentsMs: 0, keepDocumentsBlocks: 1 });
  const [machine, other] = [new Machine(world), new Machine(world)];
  let till = await openCounter(machine);
  const second = await openCounter(other, 1);
  await settled([machine, other], world);
  machine.plugged = false;
  await machine.shutDown();
  for (let i = 0; i < 20; i++) {
    await sellFor(second, quickPicks(second, 2));
    await until(second, 'sent', isSent);
  }
  await world.server.streams.chores.trim();
  till = machine.start();
  await until(till, 'ready', isReady);
  let pages = 0;
  let soldMeanwhile = 0;
  machine.intercept = async (url) => {
    if (url.pathname !== '/api/snapshot') return null;
    pages += 1;
    await sellFor(second, quickPicks(second));
    await sellFor(till, quickPicks(till));
    soldMeanwhile += 1;
    await until(second, 'sent', isSent);
    return null;
  };
  machine.plugged = true;
  till.sendNow();
  await until(till, 'snapshot', () => pages >= 2);
  machine.intercept = () => null;
  await until(till, 'sent', isSent);
  await settled([machine, other], world);
  await expectSameDocuments(machine, world);
  expect(soldMeanwhile).toBeGreaterThan(0);
  expect((await world.all('tickets')).length).toBe(40 + 2 * soldMeanwhile);
  // What a crash would leave beside it is gone, and the next start is on the new generation.
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(
    granted(await till.findTicket((await till.recentTickets(1))[0]!.ticket.ticket_number)).ticket.status,
  ).toBe('sold');
});

test('[SYN6] a user who moved to another store leaves the terminal', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  const user = till.state().view!.users.find(({ username }) => username === 'cashier')!;
  const {
    stream: _stream,
    rev: _rev,
    ...record
  } = { ...user, store_id: 'e'.repeat(24), password_hash: null };
  granted(
    await world.server.streams.decide('chain', 'hq', async () => ({
      ok: true,
      value: {
        value: null,
        drafts: [{ kind: 'record.saved', user_id: null, body: { collection: 'users', record } }],
      },
    })),
  );
  await until(
    till,
    'user gone',
    (state) => !state.view!.users.some(({ username }) => username === 'cashier'),
  );
  expect(machine.documents().has(`users/${user._id}`)).toBe(false);
});

test('tickets leave the terminal 90 days after; a look-up then says to ask the server', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  const old = await sellFor(till, quickPicks(till));
  await until(till, 'sent', isSent);
  world.clock.pass(91 * 24 * 3_600_000);
  till = await machine.restart();
  await until(till, 'online', (state) => isReady(state) && state.connection.state === 'online');
  granted(await till.signIn('manager', 'demo-1234'));
  await until(till, 'sent', isSent);
  const number = old.tickets[0]!.ticket.ticket_number;
  till = await machine.restart();
  await until(till, 'gone', async (state) => isReady(state) && !(await till.findTicket(number)).ok);
  expect(await till.findTicket(number)).toMatchObject({ refusal: { code: 'ticket.not_here' } });
  expect([...machine.documents().keys()].filter((key) => /^(tickets|sales)\//.test(key))).toEqual([]);
});

test('[SEC6] a server that asks for a snapshot again and again is not asked without a pause', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  await until(till, 'sent', isSent);
  let asked = 0;
  machine.intercept = (url) => {
    if (url.pathname !== '/api/changes' || !url.searchParams.has('after')) return null;
    asked += 1;
    return Response.json({ code: 'snapshot_needed', message: 'take a snapshot' }, { status: 409 });
  };
  till.sendNow();
  await new Promise((done) => setTimeout(done, 2_000));
  // Without a pause some 25; pauses here are an eighth of those in life.
  expect(asked).toBeLessThan(12);
  machine.intercept = () => null;
  await sellFor(till, quickPicks(till));
  await settled([machine], world);
  await expectSameDocuments(machine, world);
});
