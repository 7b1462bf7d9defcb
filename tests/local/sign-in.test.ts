import { expect, test } from 'vitest';
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

test('a code that is wrong, and one whose answer was lost', async () => {
  const world = await World.start();
  const machine = new Machine(world);
  const till = machine.start();
  await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
  expect(await till.enrol('NOPE-0000-0000')).toMatchObject({ refusal: { code: 'activation.wrong' } });
  let lost = false;
  machine.intercept = async (url, init) => {
    if (url.pathname !== '/api/enrol' || lost) return null;
    lost = true;
    await fetch(`http://127.0.0.1:${world.port}/api/enrol`, init);
    throw new TypeError('lost');
  };
  expect(await till.enrol('DEMO-TILL-0001')).toMatchObject({ refusal: { code: 'network.unreachable' } });
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
