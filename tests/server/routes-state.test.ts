import { expect, test } from 'vitest';
import { accessMatrix } from '../../sync-server/auth/matrix.ts';
import { enrolTill, startServer } from './routes-harness.ts';

test('alive at once, ready while the database answers and the server is not stopping', async () => {
  const { app, state, store } = await startServer({ demo: false });
  expect((await app.inject({ url: '/api/health' })).json()).toEqual({ status: 'alive' });
  expect((await app.inject({ url: '/api/ready' })).json()).toEqual({ status: 'ready' });
  store.ping = () => Promise.reject(new Error('away'));
  expect((await app.inject({ url: '/api/ready' })).statusCode).toBe(503);
  state.stopping = true;
  expect((await app.inject({ url: '/api/ready' })).json().code).toBe('server.stopping');
  expect((await app.inject({ url: '/api/health' })).statusCode).toBe(200);
});

test('the server’s time', async () => {
  const { app } = await startServer({ demo: false });
  expect((await app.inject({ url: '/api/time' })).json().server_time).toBe('2026-11-22T15:00:00.000Z');
});

test('every route of the API is described, with who may call it', async () => {
  const { app } = await startServer({ demo: false });
  const description = (await app.inject({ url: '/api/openapi.json' })).json();
  expect(description.openapi).toBe('3.1.0');
  for (const [key, access] of Object.entries(accessMatrix)) {
    const [method = '', path = ''] = key.split(' ');
    // Pages are no part of the API.
    if (!path.startsWith('/api/') && path !== '/metrics') continue;
    const route = description.paths[path]?.[method.toLowerCase()];
    expect([key, route?.description?.length > 0, route?.tags?.length > 0]).toEqual([key, true, true]);
    expect([key, route.security !== undefined]).toEqual([key, access.who !== 'public']);
  }
});

test('metrics count, and name nobody', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  await server.app.inject({ url: '/api/changes?stream=store&after=0&nonce=', headers: till.headers });
  const { body } = await server.app.inject({ url: '/metrics' });
  expect(body).toContain('tillside_feed_answers_total{answer="documents"} 1');
  expect(body).toContain('tillside_blocks_total{stream="store"}');
  expect(body).toMatch(/tillside_http_seconds_count\{route="\/api\/enrol",method="POST",status="200"\} 1/);
  expect(body).not.toContain(till.papers.device_id);
  expect(body).not.toContain(till.papers.store_id);
});

test('what reaches a server that is stopping is told so, in the same form as everything else', async () => {
  const { app, state } = await startServer({ demo: false });
  state.stopping = true;
  const answer = await app.inject({ url: '/api/time' });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'server.stopping']);
});
