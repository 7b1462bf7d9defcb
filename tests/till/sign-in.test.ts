import { expect, test, vi } from 'vitest';
import type { User } from '../../shared/schema/users.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

test('[SEC3] offline sign-in by a verifier that this device made, which expires', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  await until(till, 'sent', isSent);
  machine.plugged = false;
  machine.session = null;
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(await till.signIn('manager', 'guess')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({
    refusal: { code: 'sign_in.not_here_yet' },
  });
  granted(await till.signIn(' Manager ', demoPassword));
  expect(till.state().session).toMatchObject({ method: 'offline', user: { role: 'manager' } });
  expect(till.may('stock.receive')).toBe(true);
  await till.signOut();
  world.clock.pass(15 * 24 * 3_600_000);
  expect(await till.signIn('manager', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.expired' } });
  const secrets = [...machine.secrets.values()].join();
  expect(secrets).not.toContain(demoPassword);
  expect(secrets).not.toContain('argon2');
  machine.plugged = true;
  granted(await till.signIn('manager', demoPassword));
  await until(till, 'sent', isSent);
  const { device } = till.state().view!;
  const stored = await world.server.store.findEntries(device!._id, 1, 1, 100);
  expect(
    stored
      .map(({ entry }) => entry)
      .filter(({ kind }) => kind === 'user.signed_in')
      .map(({ body }) => body.method),
  ).toEqual(['online', 'offline', 'online']);
});

test('[SEC4] ten wrong attempts lock the user on this device, whatever is pulled out in between', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = await openCounter(machine);
  granted(await till.signIn('cashier', demoPassword));
  await cutOff(machine, till);
  for (let i = 0; i < 10; i++) {
    expect(await till.signIn('cashier', `guess ${i}`)).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
    if (i === 5) {
      till = await machine.restart();
      await until(till, 'ready', isReady);
    }
  }
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.locked' } });
  till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.locked' } });
  granted(await till.signIn('manager', demoPassword));
  granted(await till.signIn('cashier', demoPassword));
}, 40_000);

test('[SEC4] a lock from under a wall clock that was set back lasts as long as any other', async () => {
  const { world, machine, till: first } = await knownCashier();
  const hours = (count: number) => count * 3_600_000;
  await cutOff(machine, first);
  world.clock.pass(hours(13));
  machine.wallShiftMs = -hours(13);
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  for (let i = 0; i < 10; i++) await till.signInByPin('cashier', '0000');
  machine.plugged = true;
  till.sendNow();
  await until(till, 'the time is known', ({ clock }) => clock.mark === 'bounded');
  const isLocked = { refusal: { code: 'sign_in.locked' } };
  expect(await till.signInByPin('cashier', '7391')).toMatchObject(isLocked);
  world.clock.pass(hours(11));
  expect(await till.signInByPin('cashier', '7391')).toMatchObject(isLocked);
  world.clock.pass(hours(2));
  granted(await till.signInByPin('cashier', '7391'));
});

test('[SYN2] [SEC1] a code that is wrong, and one whose answers were lost', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  let till = machine.start();
  await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
  expect(await till.enrol('NOPE-0000-0000')).toMatchObject({ refusal: { code: 'activation.wrong' } });
  for (const path of ['/api/challenges', '/api/enrol']) {
    let lost = false;
    machine.intercept = async (url, init) => {
      if (url.pathname !== path || lost) return null;
      lost = true;
      await fetch(`http://127.0.0.1:${world.port}${path}`, init);
      throw new TypeError('lost');
    };
    expect(await till.enrol('DEMO-TILL-0001')).toMatchObject({ refusal: { code: 'network.unreachable' } });
    expect(lost).toBe(true);
  }
  // A crash before the answer: the key waits in the papers.
  till = await machine.restart();
  await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
  granted(await till.enrol('DEMO-TILL-0001'));
  await until(till, 'ready', isReady);
});

test.each(['constructor', '__proto__'])('[SEC4] the name %s unlocks nobody', async (name) => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine);
  granted(await till.signIn('cashier', demoPassword));
  await cutOff(machine, till);
  for (let i = 0; i < 10; i++) await till.signIn('cashier', `guess ${i}`);
  expect(await till.signIn(name, 'x')).toMatchObject({ refusal: { code: 'sign_in.not_here_yet' } });
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.locked' } });
});

/** Head office changes the cashier's record. */
async function changeCashier(world: World, change: Partial<User>): Promise<void> {
  const users = (await world.all('users')) as readonly User[];
  const { stream: _stream, rev: _rev, ...cashier } = users.find(({ username }) => username === 'cashier')!;
  const body = { collection: 'users' as const, record: { ...cashier, ...change } };
  await world.server.streams.decide('chain', 'hq', async () => ({
    ok: true,
    value: { value: null, drafts: [{ kind: 'record.saved', body, user_id: null }] },
  }));
}

/** A cashier who has signed in here online and set a PIN, and is gone again. */
async function knownCashier() {
  const world = await World.start();
  const machine = new Machine(world);
  const till = await openCounter(machine, 0, 'cashier');
  granted(await till.setPin(demoPassword, '7391'));
  await until(till, 'sent', isSent);
  await till.signOut();
  return { world, machine, till };
}
const newPassword = 'another-9876';
const changePassword = async (world: World) =>
  changeCashier(world, { password_hash: await hashPassword(newPassword) });

const composed = 'Lotería-ñ1';
const decomposed = composed.normalize('NFD');

test('[SEC3] a password is the same however a system composes its letters, online and offline', async () => {
  const { world, machine, till } = await knownCashier();
  await changeCashier(world, { password_hash: await hashPassword(composed) });
  granted(await till.signIn('cashier', decomposed));
  granted(await till.setPin(composed, '７391'));
  await till.signOut();
  expect(await till.signIn('cashier', 'Loteria-n1')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  await cutOff(machine, till);
  for (const typed of [composed, decomposed]) {
    granted(await till.signIn('cashier', typed));
    await till.signOut();
  }
  granted(await till.signInByPin('cashier', '7391'));
});

test('[SEC3] a server that calls the right password wrong once takes nothing from who knows it', async () => {
  const { machine, till } = await knownCashier();
  machine.intercept = ({ pathname }) =>
    pathname === '/api/sign-in' ? problem(401, 'sign_in.wrong', 'User name or password is wrong.') : null;
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  machine.intercept = () => null;
  await cutOff(machine, till);
  granted(await till.signIn('cashier', demoPassword));
  await till.signOut();
  granted(await till.signInByPin('cashier', '7391'));
});

test('[SEC3] whatever is tried with the server once the password was changed, the old one opens nothing offline', async () => {
  const { world, machine, till } = await knownCashier();
  await changePassword(world);
  expect(await till.signIn('cashier', 'a guess')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  await cutOff(machine, till);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({
    refusal: { code: 'sign_in.not_here_yet' },
  });
});

const problem = (status: number, code: string, message: string) =>
  new Response(JSON.stringify({ code, message }), { status });
const noVerdicts: readonly (readonly [string, () => Response])[] = [
  ['429 for the address', () => problem(429, 'request.too_many', 'Too many requests. Wait a minute.')],
  ['429 for the user', () => problem(429, 'sign_in.locked', 'Too many wrong attempts.')],
  ['429 of a proxy', () => new Response('slow down', { status: 429 })],
  ['500', () => problem(500, 'server.failed', 'The server failed.')],
  ['503 of a load balancer', () => new Response('<html>503</html>', { status: 503 })],
  ['a log-in page of the network', () => new Response('<html>Log in</html>')],
  ['403 of a firewall', () => problem(403, 'blocked', 'Not here.')],
  ['401 of another server', () => problem(401, 'device.unknown', 'This server does not know this terminal.')],
];

test.each(noVerdicts)('[SEC3] [SEC4] %s is no verdict on a password', async (_, answer) => {
  const { machine, till } = await knownCashier();
  machine.intercept = ({ pathname }) => (pathname === '/api/sign-in' ? answer() : null);
  granted(await till.signIn('cashier', demoPassword));
  expect(till.state().session?.method).toBe('offline');
  await till.signOut();
  expect(await till.signIn('cashier', 'a guess')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
});

/** By the till, on its disk, as it does about every minute. */
async function timeIsKept(world: World, machine: Machine): Promise<void> {
  const passed = new Date(world.clock.nowMs() - 60_000).toISOString();
  const kept = () => (machine.mark('clock') as { at: string } | null)?.at ?? '';
  await vi.waitFor(() => expect(kept() >= passed, `${kept()} is kept`).toBe(true), { timeout: 10_000 });
}

test('[SEC3] a wall clock set back does not lengthen the life of an offline sign-in', async () => {
  const day = 24 * 3_600_000;
  const { world, machine } = await knownCashier();
  machine.plugged = false;
  const restart = async (wallShiftMs: number) => {
    machine.wallShiftMs = wallShiftMs;
    machine.session = null;
    const till = await machine.restart();
    await until(till, 'ready', isReady);
    return till;
  };
  // A battery that is empty says 2020, and takes nothing away.
  let till = await restart(-2_000 * day);
  granted(await till.signIn('cashier', demoPassword));
  await till.signOut();
  // Days in which it runs count, whatever its wall clock says.
  world.clock.pass(8 * day);
  granted(await till.signIn('cashier', demoPassword));
  await till.signOut();
  await timeIsKept(world, machine);
  till = await restart(-8 * day);
  world.clock.pass(5 * day);
  granted(await till.signIn('cashier', demoPassword));
  await till.signOut();
  await timeIsKept(world, machine);
  till = await restart(-13 * day);
  world.clock.pass(2 * day);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.expired' } });
  expect(await till.signInByPin('cashier', '7391')).toMatchObject({ refusal: { code: 'sign_in.no_pin' } });
});

test('[SEC3] what a till knows of the time outlives the run, also where nobody sold or signed in', async () => {
  const day = 24 * 3_600_000;
  const { world, machine, till: first } = await knownCashier();
  await cutOff(machine, first);
  world.clock.pass(15 * day);
  await timeIsKept(world, machine);
  machine.wallShiftMs = -15 * day;
  const till = await machine.restart();
  await until(till, 'ready', isReady);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.expired' } });
});

test('[SEC3] a password that the server has called wrong does not open the till offline, nor does its PIN', async () => {
  const { world, machine, till } = await knownCashier();
  await changePassword(world);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  await cutOff(machine, till);
  expect(await till.signIn('cashier', demoPassword)).toMatchObject({
    refusal: { code: 'sign_in.not_here_yet' },
  });
  expect(await till.signInByPin('cashier', '7391')).toMatchObject({ refusal: { code: 'sign_in.no_pin' } });
});

test('[SEC3] what somebody mistypes online takes nothing from who knows the password', async () => {
  const { machine, till } = await knownCashier();
  expect(await till.signIn('cashier', 'a guess')).toMatchObject({ refusal: { code: 'sign_in.wrong' } });
  await cutOff(machine, till);
  granted(await till.signInByPin('cashier', '7391'));
  await till.signOut();
  granted(await till.signIn('cashier', demoPassword));
});

test('[SEC3] a PIN lives no longer than the password under which it was set', async () => {
  const { world, till } = await knownCashier();
  granted(await till.signIn('cashier', demoPassword));
  await till.signOut();
  granted(await till.signInByPin('cashier', '7391'));
  await till.signOut();
  await changePassword(world);
  granted(await till.signIn('cashier', newPassword));
  await till.signOut();
  expect(await till.signInByPin('cashier', '7391')).toMatchObject({ refusal: { code: 'sign_in.no_pin' } });
});

test('[SEC3] [SYN6] who works at another store now does not open this one’s till offline', async () => {
  const { world, machine, till } = await knownCashier();
  const isHere = () => till.state().view?.users.some(({ username }) => username === 'cashier');
  const elsewhere = (await world.all('stores')).find(({ _id }) => _id !== till.state().view?.store._id)!;
  await changeCashier(world, { store_id: elsewhere._id, store_ids: [] });
  await until(till, 'the cashier has left', () => isHere() === false);
  granted(await till.signIn('admin', demoPassword));
  await cutOff(machine, till);
  for (const attempt of [till.signIn('cashier', demoPassword), till.signInByPin('cashier', '7391')]) {
    expect(await attempt).toMatchObject({ refusal: { code: 'sign_in.not_this_store' } });
  }
  // Administrators work everywhere, and have a document nowhere.
  granted(await till.signIn('admin', demoPassword));
});

test('[SEC4] counters that are damaged shut nobody out, and count on', async () => {
  const { machine, till } = await knownCashier();
  machine.secrets.set('sign_in_attempts', '{"cashier":');
  for (let i = 0; i < 10; i++) await till.signInByPin('cashier', '0000');
  expect(await till.signInByPin('cashier', '0000')).toMatchObject({ refusal: { code: 'sign_in.locked' } });
});
