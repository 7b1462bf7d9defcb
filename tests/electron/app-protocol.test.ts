import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { install, startApp } from './start-app.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const startWith = async (server: string) => startApp(await install({ server }));

describe('the register’s files', () => {
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await startWith('http://127.0.0.1:1')).request(`app://tillside${path}`, { headers });

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main.js', 'text/javascript; charset=utf-8'],
  ])('%s is served as %s under the policy', async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
  });

  test('the address of a screen gives the page; a missing file is missing', async () => {
    expect(await (await get('/tickets', { accept: 'text/html' })).text()).toContain('<title>Tillside');
    expect((await get('/assets/gone.js')).status).toBe(404);
  });

  test.each(['/..%2fprofile%2fsettings.json', '/%2e%2e/profile/settings.json', '/assets%00.js', '/%E0%A4%A'])(
    'nothing outside of the folder: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('a path that no file system takes is missing', async () => {
    for (const path of [`/${'a'.repeat(300)}.js`, `/${'a/'.repeat(3_000)}x.js`])
      expect((await get(path)).status).toBe(404);
  });

  test('another host of the scheme is nobody, and files are only read', async () => {
    const app = await startWith('http://127.0.0.1:1');
    expect((await app.request('app://elsewhere/')).status).toBe(404);
    expect((await app.request('app://tillside/', { method: 'POST' })).status).toBe(405);
  });
});

describe('the sync server under app://tillside/api/', () => {
  test('gets the request as it is, without what is not the protocol’s', async () => {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const app = await startWith(
      await serve(async (request, response) => {
        seen.push({ request, body: Buffer.concat(await request.toArray()).toString() });
        response
          .writeHead(409, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
          .end('{"code":"x"}');
      }),
    );
    const answer = await app.request('app://tillside/api/entries?a=1&b=%20', {
      method: 'POST',
      headers: {
        authorization: 'Bearer t',
        'content-type': 'application/json',
        'tillside-protocol': '1',
        'x-other': '1',
      },
      body: '{"entries":[]}',
    });
    expect([answer.status, await answer.json()]).toEqual([409, { code: 'x' }]);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const [{ request, body } = { request: null, body: null }] = seen;
    expect([request?.method, request?.url, body]).toEqual([
      'POST',
      '/api/entries?a=1&b=%20',
      '{"entries":[]}',
    ]);
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer t',
      'content-length': '14',
      'tillside-protocol': '1',
    });
    expect(request?.headers).not.toHaveProperty('x-other');
  });

  test('whatever it answers is data: in the register’s origin none of it becomes a page', async () => {
    const html = '<script src="/api/x"></script>';
    const app = await startWith(
      await serve((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': 'x' }).end(html),
      ),
    );
    const { headers } = await app.request('app://tillside/api/health');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a server that is gone is a network error, as in a browser', async () => {
    const app = await startWith('http://127.0.0.1:1');
    expect((await app.request('app://tillside/api/health')).type).toBe('error');
  });

  test('a captive portal’s redirect is a network error and is not followed', async () => {
    let asked = 0;
    const app = await startWith(
      await serve((_request, response) => {
        asked += 1;
        response.writeHead(302, { location: '/log-in' }).end();
      }),
    );
    expect((await app.request('app://tillside/api/head')).type).toBe('error');
    expect(asked).toBe(1);
  });

  test('an event stream arrives event by event', async () => {
    let send: (text: string) => void = () => {};
    const app = await startWith(
      await serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        send = (text) => response.write(text);
      }),
    );
    const answer = await app.request('app://tillside/api/events');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    for (const event of ['event: more\n\n', ': still here\n\n']) {
      send(event);
      expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe(event);
    }
    await reader.cancel();
  });

  test('a page that goes away ends its event stream at the server too', async () => {
    let left: Promise<unknown> = Promise.reject(new Error('nobody came'));
    left.catch(() => undefined);
    const app = await startWith(
      await serve((request, response) => {
        left = once(request.socket, 'close');
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: more\n\n');
      }),
    );
    const answer = await app.request('app://tillside/api/events');
    await answer.body?.cancel();
    await left;
  });

  test('a server that dies in the middle of an answer breaks the answer off', async () => {
    const app = await startWith(
      await serve((request, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
          .write('{"half":');
        setImmediate(() => request.socket.destroy());
      }),
    );
    const answer = await app.request('app://tillside/api/changes');
    await expect(answer.text()).rejects.toThrow();
  });
});
