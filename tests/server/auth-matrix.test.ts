import fastify from 'fastify';
import { expect, test } from 'vitest';
import type { User } from '../../shared/schema/users.ts';
import { guard } from '../../sync-server/auth/guard.ts';
import { accessMatrix, accessOf } from '../../sync-server/auth/matrix.ts';
import { demoStoreId } from '../../sync-server/demo/chain.ts';
import { handleError } from '../../sync-server/routes/problems.ts';
import { bearer, changeUser, enrolTill, startServer, userHeaders } from './routes-harness.ts';

/** Who may do what, written down once more: the matrix must not change unnoticed. */
const expected = {
  'GET /api/health': 'public',
  'GET /api/ready': 'public',
  'GET /api/time': 'public',
  'GET /api/openapi.json': 'public',
  'GET /metrics': 'public',
  'GET /*': 'public',
  'GET /console': 'public',
  'GET /console/*': 'public',
  'POST /api/challenges': 'public',
  'POST /api/enrol': 'public',
  'POST /api/readmit': 'public',
  'POST /api/epochs': 'device',
  'GET /api/head': 'device',
  'POST /api/entries': 'device',
  'GET /api/changes': 'device',
  'GET /api/snapshot': 'device',
  'GET /api/events': 'device',
  'POST /api/sign-in': 'device_or_nobody',
  'POST /api/sign-out': 'user',
  'GET /api/me': 'user',
  'POST /api/devices': 'user devices.manage',
  'POST /api/devices/status': 'user devices.manage',
};

const described = Object.entries(accessMatrix).map(([route, access]) => [
  route,
  access.who === 'user' && access.permission ? `user ${access.permission}` : access.who,
]);

test('[SEC2] the matrix of routes and who may call them', () => {
  expect(Object.fromEntries(described)).toEqual(expected);
});

test('[SEC2] every route of the server stands in the matrix, and every row of the matrix is a route', async () => {
  const { app } = await startServer({ demo: false });
  const rows = Object.keys(accessMatrix).map((key) => key.split(' ') as ['GET' | 'POST', string]);
  expect(rows.filter(([method, url]) => !app.hasRoute({ method, url }))).toEqual([]);
  const paths = app.swagger().paths ?? {};
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.filter((route) => !Object.hasOwn(accessMatrix, route))).toEqual([]);
});

test('[SEC2] a route without a rule is refused, whoever calls', async () => {
  const server = await startServer();
  const app = fastify();
  app.decorateRequest('caller');
  app.setErrorHandler(handleError);
  app.addHook('onRequest', guard({ ...server, nowMs: () => server.clock.ms }));
  for (const url of ['/api/forgotten', '/toString', '/__proto__']) app.get(url, async () => 'reached');

  const callers = [{}, await userHeaders(server, 'admin'), (await enrolTill(server)).headers];
  for (const headers of callers) {
    for (const url of ['/api/forgotten', '/toString', '/__proto__']) {
      const answer = await app.inject({ url, headers });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'access.no_rule']);
    }
  }
  expect(accessOf('DELETE', '/api/devices')).toBeNull();
});

const protectedRoutes = described.filter(([, who]) => who !== 'public' && who !== 'device_or_nobody');

test.each(protectedRoutes)(
  '[SEC2] %s refuses nobody, strangers and the wrong kind of token',
  async (route, who) => {
    const server = await startServer();
    const till = await enrolTill(server);
    const user = await userHeaders(server, 'admin');
    const [method, url] = String(route).split(' ') as ['GET' | 'POST', string];
    const call = (headers: object) =>
      server.app.inject({ method, url, headers: { ...headers }, ...(method === 'POST' && { payload: {} }) });

    const wrongKind = String(who).startsWith('device') ? user : till.headers;
    const altered = `${till.papers.token.slice(0, -4)}AAAA`;
    for (const headers of [
      {},
      { authorization: 'Basic eDp5' },
      bearer('tls_d_x'),
      bearer(altered),
      wrongKind,
    ]) {
      const answer = await call(headers);
      expect([answer.statusCode, typeof answer.json().message]).toEqual([401, 'string']);
    }
  },
);

test('[SEC2] only who may manage terminals makes one, and only at own stores', async () => {
  const server = await startServer();
  const payload = { store_id: 'b'.repeat(24), name: 'Till 9', request_id: 'request-9' };
  for (const username of ['cashier', 'manager']) {
    const headers = await userHeaders(server, username);
    const answer = await server.app.inject({ method: 'POST', url: '/api/devices', headers, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'access.denied']);
  }
  const headers = await userHeaders(server, 'admin');
  const answer = await server.app.inject({ method: 'POST', url: '/api/devices', headers, payload });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'device.store_unknown']);

  await changeUser(server, 'manager', { permissions: ['devices.manage'] } satisfies Partial<User>);
  const manager = await userHeaders(server, 'manager');
  const ask = (store_id: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/devices',
      headers: manager,
      payload: { ...payload, store_id },
    });
  expect((await ask(demoStoreId('CH2'))).json().code).toBe('access.other_store');
  expect((await ask(demoStoreId('NY1'))).statusCode).toBe(200);
});
