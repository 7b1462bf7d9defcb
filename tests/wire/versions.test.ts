import { describe, expect, test } from 'vitest';
import { warnings } from '../../renderer/register/frame/status-sentences.ts';
import { oldestProtocol, protocolHeader, protocolVersion } from '../../shared/protocol/version.ts';
import type { Quarantine } from '../../shared/schema/quarantine.ts';
import type { Sale } from '../../shared/schema/sales.ts';
import { accessMatrix } from '../../sync-server/auth/matrix.ts';
import { demoPassword, demoUserId } from '../../sync-server/demo/chain.ts';
import { testTexts } from '../register/test-texts.ts';
import { askForHead, enrolTill, openShift, startServer, upload } from '../server/routes-harness.ts';
import { openCounter, quickPicks, sellFor } from '../till/counter.ts';
import { granted, isOffline, isSent, Machine, until } from '../till/machine.ts';
import { World } from '../till/world.ts';

const tooOld = { till: oldestProtocol - 1, code: 'protocol.till_too_old' } as const;
const tooNew = { till: protocolVersion + 1, code: 'protocol.till_too_new' } as const;

describe('the server', () => {
  test.each([tooOld, tooNew])('[SEC6] a till of protocol $till gets 409 $code on every route', async (of) => {
    const { app } = await startServer();
    for (const route of Object.keys(accessMatrix)) {
      const [method, url = ''] = route.split(' ');
      const headers = { [protocolHeader]: String(of.till) };
      const answer = await app.inject({
        method: method as 'GET' | 'POST',
        url: url.replace('*', ''),
        headers,
      });
      expect([answer.statusCode, answer.json<{ code: string }>().code], route).toEqual([409, of.code]);
    }
  });

  test('[SEC6] who speaks one of its versions, or says none, is served; what is no version is refused', async () => {
    const { app } = await startServer();
    const ask = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/api/time', headers })).statusCode;
    expect(await ask({})).toBe(200);
    for (const said of [oldestProtocol, protocolVersion])
      expect(await ask({ [protocolHeader]: String(said) })).toBe(200);
    for (const said of ['', 'x', '-1', '1.5', '1, 1', '1e3', '9'.repeat(400)])
      expect(await ask({ [protocolHeader]: said }), said).toBe(400);
  });

  test.each([tooOld, tooNew])(
    '[SYN2] nothing of the upload of a till of protocol $till is taken in, and all of it after the update',
    async ({ till: version, code }) => {
      const server = await startServer();
      const till = await enrolTill(server);
      const entries = [await openShift(till, demoUserId('manager'))];
      const head = async () => (await askForHead(server, till)).json();
      const other = {
        ...till,
        headers: { ...till.headers, [protocolHeader]: String(version) },
      };
      expect((await upload(server, other, entries)).json()).toMatchObject({ code });
      expect(await head()).toMatchObject({ seq: 0 });
      expect((await upload(server, till, entries)).statusCode).toBe(200);
      expect(await head()).toMatchObject({ seq: 1 });
    },
  );

  test('[SYN4] a kind that it does not know is kept whole in quarantine, and what follows it is posted', async () => {
    const server = await startServer();
    const till = await enrolTill(server);
    const user = { user_id: demoUserId('manager') };
    const unknown = await till.next('meal.served', { dish: { 'a.b': 'soup' } }, user);
    const follower = await openShift(till, user.user_id);
    expect((await upload(server, till, [unknown, follower])).json()).toMatchObject({ seq: 2 });
    const [kept] = (await server.store.list('quarantine', {
      filter: {},
      sort: { field: '_id', direction: 'asc' },
      limit: 9,
    })) as Quarantine[];
    expect(kept).toMatchObject({ reason: 'unknown_kind', detail: 'meal.served', status: 'held' });
    expect(JSON.parse(kept?.entry_json ?? '')).toEqual(unknown);
    const [, posted] = (await server.store.findEntries(unknown.device_id, 1, 1, 9)).map((one) => one.outcome);
    expect(posted).toBe('posted');
  });
});

describe('the till', () => {
  test.each([tooOld, tooNew])(
    '[SYN7] refused with $code it says so, sells on offline, also after a restart, and sends all once updated',
    async ({ till: version, code }) => {
      const world = await World.start();
      const machine = new Machine(world);
      const before = await openCounter(machine);
      await sellFor(before, quickPicks(before));
      await until(before, 'sent', isSent);

      machine.intercept = (url, init) =>
        fetch(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), [protocolHeader]: String(version) },
        });
      before.sendNow();
      // The server was there a moment ago: without a contact that says otherwise, no bound on offline sales would hold.
      await until(before, 'cut off', isOffline);
      machine.session = null;
      const till = await machine.restart();
      const told = await until(till, 'told', (state) => state.connection.problem?.code === code);
      const { t } = testTexts('en');
      // In the status bar, in the till's own words.
      expect(warnings(t, told)).toEqual([t(`refusals.${code}`)]);
      granted(await till.signIn('manager', demoPassword));
      expect(till.state().session?.method).toBe('offline');
      await sellFor(till, quickPicks(till, 2));
      expect(till.state().connection).toMatchObject({ state: 'offline', problem: { code } });
      expect(till.state().connection.unsent).toBeGreaterThan(0);

      machine.intercept = () => null;
      till.sendNow();
      const healed = await until(till, 'sent', (state) => isSent(state) && state.connection.problem === null);
      expect(healed.connection.state).toBe('online');
      expect(await world.all<Sale>('sales')).toHaveLength(3);
    },
  );
});
