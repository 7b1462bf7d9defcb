import { expect, onTestFinished, test } from 'vitest';
import { sha256Hex } from '#sha256';
import { buildApp } from '../../sync-server/app.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { demoStoreId, demoUserId } from '../../sync-server/demo/chain.ts';
import {
  bearer,
  changeUser,
  enrolTill,
  loadUser,
  signIn,
  startServer,
  userHeaders,
} from './routes-harness.ts';

test('a cashier signs in at the own store’s terminal with the rights of the role', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const answer = await signIn(server, ' Cashier ', undefined, till.headers);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    expires_at: '2026-11-23T03:00:00.000Z',
    user: { id: demoUserId('cashier'), role: 'staff', store_id: demoStoreId('NY1') },
  });
  expect(answer.json().user.permissions).toContain('tickets.sell');
  expect(answer.json().user.permissions).not.toContain('devices.manage');
  expect((await loadUser(server, 'cashier')).last_login).toBe('2026-11-22T15:00:00.000Z');
});

test('[SEC3] no answer and no document of the feed carries a password’s hash, a code’s or a token’s', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const bodies = [(await signIn(server, 'admin', undefined, till.headers)).body];
  bodies.push(
    (await server.app.inject({ url: '/api/me', headers: await userHeaders(server, 'admin') })).body,
  );
  for (const stream of ['store', 'chain']) {
    const ask = (url: string) => server.app.inject({ url, headers: till.headers });
    bodies.push((await ask(`/api/changes?stream=${stream}&after=0&nonce=`)).body);
    bodies.push((await ask(`/api/snapshot?stream=${stream}`)).body);
  }
  for (const body of bodies) {
    expect(body.length).toBeGreaterThan(100);
    expect(body).not.toMatch(/password|argon2|token_hash|activation_code/);
  }
});

test('a session ends by signing out, by its age, and when its user may no longer sign in', async () => {
  const server = await startServer();
  const me = (headers: object) => server.app.inject({ url: '/api/me', headers: { ...headers } });
  const out = await userHeaders(server, 'manager');
  expect((await me(out)).json().user.username).toBe('manager');
  expect((await server.app.inject({ method: 'POST', url: '/api/sign-out', headers: out })).statusCode).toBe(
    204,
  );
  expect((await me(out)).statusCode).toBe(401);

  const inactive = await userHeaders(server, 'manager');
  await changeUser(server, 'manager', { status: 'inactive' });
  expect((await me(inactive)).statusCode).toBe(401);
  expect((await signIn(server, 'manager')).json().code).toBe('sign_in.inactive');

  const old = await userHeaders(server, 'admin');
  server.clock.ms += 12 * 3_600_000;
  expect((await me(old)).statusCode).toBe(401);
});

test('who does not work at a terminal’s store is refused there; relief staff and administrators are not', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const at = async (username: string) => (await signIn(server, username, undefined, till.headers)).statusCode;
  expect(await at('cashier.chicago')).toBe(403);
  expect(await at('admin')).toBe(200);
  await changeUser(server, 'cashier.chicago', { store_ids: [till.papers.store_id] });
  expect(await at('cashier.chicago')).toBe(200);
});

test('[SEC4] ten wrong attempts lock the user at that place, also for the right password, for a while', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  for (let n = 0; n < 10; n++) {
    expect((await signIn(server, 'cashier', `wrong ${n}`, till.headers)).json().code).toBe('sign_in.wrong');
  }
  const locked = await signIn(server, 'CASHIER', undefined, till.headers);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'sign_in.locked']);
  expect((await signIn(server, 'manager', undefined, till.headers)).statusCode).toBe(200);
  expect((await signIn(server, 'cashier')).statusCode).toBe(200);
  server.clock.ms += 15 * 60_000;
  expect((await signIn(server, 'cashier', undefined, till.headers)).statusCode).toBe(200);
});

test('a session that has ended is deleted, one that goes on is not', async () => {
  const server = await startServer();
  const hashOf = async () => sha256Hex((await signIn(server, 'cashier')).json<{ token: string }>().token);
  const old = await hashOf();
  server.clock.ms += 12 * 3_600_000;
  const young = await hashOf();
  await server.streams.chores.deleteExpired();
  expect(await server.store.findSession(old)).toBeNull();
  expect(await server.store.findSession(young)).not.toBeNull();
});

test('[SEC4] wrong attempts are counted over all nodes of the server and across their restarts', async () => {
  const server = await startServer();
  for (let n = 0; n < 10; n++) await signIn(server, 'cashier', `wrong ${n}`);
  const app = await buildApp({ ...server.parts, isStopping: () => false });
  onTestFinished(() => app.close());
  expect((await signIn({ ...server, app }, 'cashier')).json().code).toBe('sign_in.locked');
});

test('[SEC4] a right password forgets the wrong ones before it', async () => {
  const server = await startServer();
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 6; n++) await signIn(server, 'cashier', `wrong ${n}`);
    expect((await signIn(server, 'cashier')).statusCode).toBe(200);
  }
});

test('[SEC4] guesses sent side by side get no further than ten', async () => {
  const server = await startServer();
  const answers = await Promise.all(
    Array.from({ length: 25 }, (_, n) => signIn(server, 'cashier', `guess ${n}`)),
  );
  const codes = answers.map((answer) => answer.json().code);
  expect(codes.filter((code) => code === 'sign_in.wrong')).toHaveLength(10);
  expect(codes.filter((code) => code === 'sign_in.locked')).toHaveLength(15);
});

test('a user name that does not exist is answered like a wrong password', async () => {
  const server = await startServer();
  const [unknown, wrong] = [await signIn(server, 'nobody'), await signIn(server, 'cashier', 'wrong')];
  expect(unknown.json()).toEqual(wrong.json());
  expect(unknown.statusCode).toBe(401);
  expect((await server.app.inject({ url: '/api/me', headers: bearer('tls_u_x') })).statusCode).toBe(401);
});

test('[SEC3] a password is the same however a system composes its letters', async () => {
  const server = await startServer();
  await changeUser(server, 'cashier', { password_hash: await hashPassword('Lotería-ñ1') });
  for (const form of ['NFC', 'NFD'] as const) {
    expect((await signIn(server, 'cashier', 'Lotería-ñ1'.normalize(form))).statusCode).toBe(200);
  }
  expect((await signIn(server, 'cashier', 'Loteria-n1')).statusCode).toBe(401);
});

test('[SEC3] who knows which password a user had hears that it was changed, and nobody else', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const tell = async (username: string, password: string, credential_version: string) => {
    const payload = { username, password, credential_version };
    const request = { method: 'POST', url: '/api/sign-in', headers: till.headers, payload } as const;
    return (await server.app.inject(request)).json<{ code?: string; credential_version?: string }>();
  };
  const versionOf = async (username: string) =>
    (await signIn(server, username, undefined, till.headers)).json<{ credential_version: string }>()
      .credential_version;
  const known = await versionOf('cashier');
  expect(await versionOf('cashier')).toBe(known);
  expect((await tell('cashier', 'wrong', known)).code).toBe('sign_in.wrong');
  await changeUser(server, 'cashier', { name: 'Married' });
  expect((await tell('cashier', 'wrong', known)).code).toBe('sign_in.wrong');
  await changeUser(server, 'cashier', { password_hash: await hashPassword('another-9876') });
  expect((await tell('cashier', 'wrong', known)).code).toBe('sign_in.changed');
  const now = (await tell('cashier', 'another-9876', known)).credential_version;
  expect(now).not.toBe(known);
  for (const [username, version] of [
    ['manager', known],
    ['nobody', known],
    ['cashier', 'invented'],
    ['cashier', now ?? ''],
  ] as const) {
    expect((await tell(username, 'wrong', version)).code, `${username} ${version}`).toBe('sign_in.wrong');
  }
});

test('[SEC4] junk from an address takes nothing from the terminals behind it, nor one terminal from another', async () => {
  const server = await startServer();
  const [till, rogue] = [await enrolTill(server), await enrolTill(server, 'DEMO-TILL-0002')];
  const junk = (headers: object) =>
    Promise.all(Array.from({ length: 130 }, (_, n) => signIn(server, `nobody ${n}`, 'junk', headers)));
  const statuses = async (headers: object) => (await junk(headers)).map(({ statusCode }) => statusCode);
  expect(await statuses({})).toContain(429);
  expect(await statuses(rogue.headers)).toContain(429);
  expect((await signIn(server, 'cashier', undefined, till.headers)).statusCode).toBe(200);
});
