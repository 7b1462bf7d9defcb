import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../sync-server/routes/context.ts';
import { startServer } from './routes-harness.ts';

let builtDir: string;
beforeAll(async () => {
  builtDir = await mkdtemp(join(tmpdir(), 'tillside-built-'));
  for (const name of ['register', 'console']) {
    await mkdir(join(builtDir, name, 'assets'), { recursive: true });
    await writeFile(join(builtDir, name, 'index.html'), `<!doctype html><title>${name}</title>`);
    await writeFile(join(builtDir, name, 'assets/index-1a2b3c.js'), '// code');
  }
  await writeFile(join(builtDir, 'register/sw.js'), '// worker');
});
afterAll(() => rm(builtDir, { recursive: true, force: true }));

const html = { accept: 'text/html,application/xhtml+xml' };
/** What a person sees who goes to an address. */
const go = async (app: App, url: string) => {
  const { statusCode, body, headers } = await app.inject({ url, headers: html });
  return { statusCode, title: /<title>(.*)<\/title>/.exec(body)?.[1] ?? body, headers };
};
const policyAt = async (app: App, url: string) =>
  String((await go(app, url)).headers['content-security-policy']);

describe.each([
  ['register', '/'],
  ['console', '/console/'],
])('the %s', (name, path) => {
  test('has its page at its path, hashed files for ever, the rest asked for again', async () => {
    const { app } = await startServer({ demo: false, builtDir });
    const page = await go(app, path);
    expect([page.statusCode, page.title, page.headers['cache-control']]).toEqual([200, name, 'no-cache']);
    const asset = await app.inject({ url: `${path}assets/index-1a2b3c.js` });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject({ method: 'HEAD', url: path })).statusCode).toBe(200);
  });

  test('has no file but its own', async () => {
    const { app } = await startServer({ demo: false, builtDir });
    for (const file of ['assets/gone.js', '../package.json', '%2e%2e/package.json', '.git/config']) {
      expect([file, (await app.inject({ url: `${path}${file}` })).statusCode]).toEqual([file, 404]);
    }
  });

  test('says what to do where it is not built', async () => {
    const { app } = await startServer({ demo: false });
    const page = await app.inject({ url: path, headers: html });
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('npm run build');
    expect((await app.inject({ url: `${path}sw.js` })).json().code).toBe('route.unknown');
  });

  test('may load from this server only, and evaluate nothing', async () => {
    const { app } = await startServer({ demo: false, builtDir });
    const policy = await policyAt(app, path);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
    const { headers } = await go(app, path);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

test('the register’s worker is asked for again each time', async () => {
  const { app } = await startServer({ demo: false, builtDir });
  expect((await app.inject({ url: '/sw.js' })).headers['cache-control']).toBe('no-cache');
});

test('every address under the console’s path is a page of it, and says so without being kept', async () => {
  const { app } = await startServer({ demo: false, builtDir });
  const page = await go(app, '/console/stores/NY1?sort=name');
  expect([page.statusCode, page.title, page.headers['cache-control']]).toEqual([200, 'console', 'no-cache']);
  expect(page.headers['content-security-policy']).toBe(await policyAt(app, '/console/'));
  expect((await app.inject({ url: '/console/stores/NY1' })).json().code).toBe('route.unknown');
  const { statusCode, headers } = await go(app, '/console');
  expect([statusCode, headers.location]).toEqual([302, '/console/']);
});

test('an address of no application is not found, in the form that who asks can read', async () => {
  const { app } = await startServer({ demo: false, builtDir });
  for (const url of ['/nothing', '/sell/basket', '/consolex', '/consolex/stores', '/console.html']) {
    const page = await go(app, url);
    expect([url, page.statusCode, page.title]).toEqual([url, 404, 'Tillside']);
    expect((await app.inject({ url })).json().code).toBe('route.unknown');
  }
  for (const url of ['/api/nothing', '/api/console/']) {
    const answer = await app.inject({ url, headers: html });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 404, 'route.unknown']);
  }
});

test('pages have the policy of their application; any other answer may load nothing', async () => {
  const { app } = await startServer({ demo: false, builtDir });
  expect(await policyAt(app, '/')).toContain("worker-src 'self'");
  expect(await policyAt(app, '/console/')).not.toContain('worker-src');
  for (const url of ['/nothing', '/api/health', '/console'])
    expect(await policyAt(app, url)).toBe("default-src 'none';frame-ancestors 'none'");
});
