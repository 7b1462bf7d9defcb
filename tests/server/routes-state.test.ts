import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessMatrix } from '../../sync-server/auth/matrix.ts';
import { enrolTill, startServer } from './routes-harness.ts';

let registerDir: string;
beforeAll(async () => {
  registerDir = await mkdtemp(join(tmpdir(), 'tillside-register-'));
  await mkdir(join(registerDir, 'assets'));
  await writeFile(join(registerDir, 'index.html'), '<!doctype html><title>Register</title>');
  await writeFile(join(registerDir, 'sw.js'), '// worker');
  await writeFile(join(registerDir, 'assets/index-1a2b3c.js'), '// code');
});
afterAll(() => rm(registerDir, { recursive: true, force: true }));

const html = { accept: 'text/html,application/xhtml+xml' };

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
    if (path === '/*') continue;
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

test('the register: hashed files for ever, the rest asked for again, its pages by any path', async () => {
  const { app } = await startServer({ demo: false, registerDir });
  const page = await app.inject({ url: '/', headers: html });
  expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect((await app.inject({ url: '/sw.js' })).headers['cache-control']).toBe('no-cache');
  const asset = await app.inject({ url: '/assets/index-1a2b3c.js' });
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const deep = await app.inject({ url: '/sell/basket', headers: html });
  expect([deep.statusCode, deep.body]).toEqual([200, page.body]);
  expect(deep.headers['cache-control']).toBe('no-cache');
  for (const url of ['/assets/gone.js', '/../package.json', '/%2e%2e/package.json', '/.git/config']) {
    expect([url, (await app.inject({ url })).statusCode]).toEqual([url, 404]);
  }
  expect((await app.inject({ url: '/api/nothing', headers: html })).json().code).toBe('route.unknown');
  expect((await app.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(200);
});

test('a register that is not built says what to do', async () => {
  const { app } = await startServer({ demo: false });
  const page = await app.inject({ url: '/', headers: html });
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('npm run build');
  expect((await app.inject({ url: '/sw.js' })).json().code).toBe('route.unknown');
});

test('pages may load from this server only, and evaluate nothing', async () => {
  const { app } = await startServer({ demo: false, registerDir });
  const { headers } = await app.inject({ url: '/', headers: html });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('what reaches a server that is stopping is told so, in the same form as everything else', async () => {
  const { app, state } = await startServer({ demo: false });
  state.stopping = true;
  const answer = await app.inject({ url: '/api/time' });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'server.stopping']);
});
