import { connect } from 'node:net';
import fc from 'fast-check';
import { MongoNetworkError } from 'mongodb';
import { expect, test } from 'vitest';
import { accessMatrix } from '../../sync-server/auth/matrix.ts';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { enrolTill, openShift, type Server, startServer, upload, userHeaders } from './routes-harness.ts';

const posts = Object.keys(accessMatrix).flatMap((route) =>
  route.startsWith('POST ') ? [route.slice(5)] : [],
);

/** Headers under which the route's rule lets a request through to its body. */
async function admitted(server: Server) {
  const device = (await enrolTill(server)).headers;
  const user = await userHeaders(server, 'admin');
  return (url: string) => {
    const who = accessMatrix[`POST ${url}`]?.who;
    return who === 'device' ? device : who === 'user' ? user : {};
  };
}

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const badBodies: readonly [string, string, string][] = [
  ['half a JSON', 'application/json', '{"entries": ['],
  ['no body', 'application/json', ''],
  ['null', 'application/json', 'null'],
  ['a number', 'application/json', '17'],
  ['HTML', 'text/html', '<html></html>'],
  ['text', 'text/plain', '{}'],
  ['a form', 'application/x-www-form-urlencoded', 'username=x&password=y'],
  ['XML', 'application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
  ['an unreadable content type', ';;;', '{}'],
  ['bytes that are no text', 'application/json', '\x00\xff\xfe{'],
  ['NUL bytes in a name', 'application/json', '{"username\\u0000": "x", "password": "y"}'],
  ['a lone surrogate', 'application/json', '{"username": "\\ud800", "password": "y"}'],
  ['a number beyond a double', 'application/json', '{"unsent": 1e999, "entries": [], "pos_version": ""}'],
  ['a prototype', 'application/json', '{"__proto__": {"role": "admin"}, "username": "x"}'],
  ['a constructor', 'application/json', '{"constructor": {"prototype": {"role": "admin"}}}'],
  ['deep nesting', 'application/json', `{"entries": ${deep(10_000)}}`],
  ['unbalanced deep nesting', 'application/json', '['.repeat(30_000)],
  [
    'types that are wrong',
    'application/json',
    '{"username": ["x"], "password": {"$ne": null}, "certificate": 1}',
  ],
  ['too much', 'application/json', JSON.stringify({ username: 'x'.repeat(700_000) })],
];

test.each(badBodies)(
  '[SEC6] %s is refused with a code and a sentence, on every route',
  async (_what, type, payload) => {
    const server = await startServer();
    const headersOf = await admitted(server);
    for (const url of posts.filter((route) => route !== '/api/sign-out')) {
      const headers = { ...headersOf(url), 'content-type': type };
      const answer = await server.app.inject({ method: 'POST', url, headers, payload });
      expect([url, Math.floor(answer.statusCode / 100)]).toEqual([url, 4]);
      expect(answer.json()).toEqual({ code: expect.any(String), message: expect.any(String) });
    }
  },
);

test('[SEC6] queries that make no sense are refused', async () => {
  const server = await startServer();
  const { headers } = await enrolTill(server);
  const bad = [
    ...['/api/changes', '/api/changes?stream=store', '/api/changes?stream=other&after=0&nonce='],
    ...['/api/changes?stream=store&after=-1&nonce=', '/api/changes?stream=store&after=1e400&nonce='],
    ...['/api/changes?stream=store&after=x&nonce=', '/api/changes?stream=store&after=1.5&nonce='],
    ...[
      '/api/changes?stream=store&after=0x1&nonce=',
      '/api/changes?stream=store&after=99999999999999999999&nonce=',
    ],
    ...['/api/changes?stream=store&after=0&nonce=&from=1&to=2', '/api/changes?stream=store&from=5&to=4'],
    `/api/changes?stream=store&after=0&nonce=${'x'.repeat(65)}`,
    ...[
      '/api/changes?stream=store&stream=chain&after=0&nonce=',
      '/api/changes?stream[]=store&after=0&nonce=',
    ],
    ...['/api/snapshot?stream=store&limit=0', '/api/snapshot?stream=store&limit=2001'],
    ...['/api/snapshot?stream=store&after=x', '/api/snapshot?stream=store&after=users/../x'],
    ...[
      '/api/snapshot?stream=store&store_id=aaaaaaaaaaaaaaaaaaaaaaaa',
      '/api/snapshot?__proto__=x&stream=store',
    ],
  ];
  for (const url of bad) {
    const answer = await server.app.inject({ url, headers });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 400, 'request.invalid']);
  }
});

test('[SEC6] [SYN4] whatever a body says inside a sound envelope is kept aside, and what follows is posted', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const bodies: Record<string, unknown>[] = [
    { $where: '1', 'a.b': 1, '': 2, constructor: 1, 'null\u0001': 'x' },
    { opening_float: -1, pos_version: '' },
    { opening_float: '__proto__', pos_version: 'nul \u0000 inside' },
    Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`key${n}`, n])),
  ];
  for (const body of bodies) {
    const entry = await till.next('shift.opened', body, { user_id: demoUserId('cashier') });
    expect((await upload(server, till, [entry])).statusCode).toBe(200);
  }
  const unknown = await till.next('nobody.knows', {});
  expect(
    (await upload(server, till, [unknown, await openShift(till, demoUserId('cashier'))])).statusCode,
  ).toBe(200);
  const stored = await server.store.findEntries(till.papers.device_id, 1, 1, 100);
  expect(stored.map(({ outcome }) => outcome)).toEqual([...Array(5).fill('quarantined'), 'posted']);
});

test('[SEC6] addresses that are none, and methods that no route has', async () => {
  const server = await startServer({ demo: false });
  for (const url of [
    '/api/nothing',
    '/api/%',
    '/%00',
    '/api/../../etc/passwd',
    '/api/head/x',
    `/${'x'.repeat(5_000)}`,
  ]) {
    const answer = await server.app.inject({ url });
    expect([url, [400, 404].includes(answer.statusCode)]).toEqual([url, true]);
    expect(answer.json()).toEqual({ code: expect.any(String), message: expect.any(String) });
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const) {
    expect((await server.app.inject({ method, url: '/api/enrol' })).statusCode).toBe(404);
  }
});

test('[SEC6] any JSON at all, on any route: never a 5xx', { timeout: 60_000 }, async () => {
  const server = await startServer();
  const headersOf = await admitted(server);
  const field = fc.constantFrom(
    ...[
      'activation_code',
      'public_key',
      'pos_version',
      'entries',
      'unsent',
      'username',
      'password',
      'certificate',
    ],
    ...['store_id', 'name', 'request_id', 'reason', 'device_id', 'seq', 'hash'],
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constant('a'.repeat(24)),
  );
  const route = fc.constantFrom(...posts.filter((url) => url !== '/api/sign-out'));
  await fc.assert(
    fc.asyncProperty(route, fc.dictionary(field, value, { maxKeys: 6 }), async (url, body) => {
      server.clock.ms += 60_000;
      const answer = await server.app.inject({
        method: 'POST',
        url,
        headers: { ...headersOf(url), 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      });
      expect(answer.statusCode, `${url} ${JSON.stringify(body)} ${answer.body}`).toBeLessThan(500);
      if (answer.statusCode >= 400) expect(answer.json()).toHaveProperty('code');
    }),
    { numRuns: 300, seed: 42 },
  );
});

test.each([
  ['what is not even HTTP', '\x00\x01 NONSENSE\r\n\r\n', 400],
  ['headers beyond all bounds', `GET /api/time HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
])('[SEC6] %s ends with a code and a sentence, and the server goes on', async (_what, bytes, status) => {
  const server = await startServer({ demo: false });
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (data) => (text += data));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
    code: expect.stringMatching(/^request\./),
    message: expect.any(String),
  });
  expect((await fetch(`${address}/api/health`)).status).toBe(200);
});

test('[SEC6] a failure of ours says nothing of our insides; a database that is away says so', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const entries = [await openShift(till, demoUserId('cashier'))];
  const answers: [Error, number, string][] = [
    [new Error('secret detail at /srv/x.ts'), 500, 'server.failed'],
    [Object.assign(new Error('disk I/O error'), { errcode: 10 }), 503, 'storage.unavailable'],
    [Object.assign(new Error('SQLITE_FULL'), { errcode: 13 }), 503, 'server.disk_full'],
    [new MongoNetworkError('10.0.0.1'), 503, 'storage.unavailable'],
  ];
  for (const [error, status, code] of answers) {
    server.streams.upload = () => Promise.reject(error);
    const answer = await upload(server, till, entries);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(answer.body).not.toContain(error.message);
  }
});
