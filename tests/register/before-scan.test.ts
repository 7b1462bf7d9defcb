import { beforeEach, describe, expect, test } from 'vitest';
import { holdBasket, leaveBasket, resumeBasket } from '../../renderer/register/held/held-baskets.ts';
import { rememberRegister } from '../../renderer/register/keys/before-scan.ts';
import { completeSale } from '../../renderer/register/payment/complete-sale.ts';
import { rowsOf } from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { openPayment } from '../../renderer/register/sell/sell-actions.ts';
import { pressSellKey } from '../../renderer/register/sell/sell-keys.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { refuse } from '../../shared/result.ts';
import { fakeDevices } from './fake-devices.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { registerWithOffers } from './register-with-offers.ts';
import { testTexts } from './test-texts.ts';

let register: Register;
const press = (keys: string) => {
  for (const key of keys) pressSellKey(register, key, 0);
};
const state = () => register.store.getState();

beforeEach(async () => {
  const till = await startSceneTill(readyScene);
  register = { till, store: createRegisterStore(), ...fakeDevices(), t: testTexts('en').t };
});

describe('the first keys of a scan that comes late', () => {
  test('leave no games in the basket, and what was in it stays', () => {
    press('2');
    const before = state();
    const takeBack = rememberRegister(register.store);
    press('113');
    expect(rowsOf(state())).toHaveLength(4);
    takeBack();
    expect(state()).toEqual(before);
  });

  test('do not begin the next sale while one is being saved, and never take that sale back', async () => {
    press('1');
    openPayment(register);
    const selling = completeSale(register, { method: 'cash', tendered: 10_000, reference: null });
    const takeBack = rememberRegister(register.store);
    await selling;
    press('1');
    expect(state()).toMatchObject({ mode: { is: 'basket', basket: { rows: [{ quantity: 1 }] } } });
    takeBack();
    expect(state()).toMatchObject({ mode: { is: 'receipt' } });
    expect(rowsOf(state())).toEqual([]);
    expect(state().lastSale).not.toBeNull();
  });

  test('leave a sale alone that is still being saved', async () => {
    press('1');
    openPayment(register);
    const selling = completeSale(register, { method: 'cash', tendered: 10_000, reference: null });
    const takeBack = rememberRegister(register.store);
    takeBack();
    expect(state()).toMatchObject({ mode: { is: 'selling' } });
    await selling;
    expect(state().mode.is).toBe('receipt');
  });
});

describe('a basket that is held or comes back', () => {
  /** A disk that takes until it is told. */
  function slowDisk() {
    const { till } = register;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const slowly = <A extends unknown[], R>(ask: (...args: A) => Promise<R>) => {
      return async (...args: A) => {
        await held;
        return ask(...args);
      };
    };
    register = {
      ...register,
      till: {
        ...till,
        holdBasket: slowly(till.holdBasket),
        takeHeldBasket: slowly(till.takeHeldBasket),
      },
    };
    return release;
  }

  test('[SFT1] is not sold while it is being held, also where another user takes over in the midst of paying', async () => {
    press('3');
    openPayment(register);
    const release = slowDisk();
    const leaving = leaveBasket(register, 'Ana');
    expect(await completeSale(register, { method: 'cash', tendered: 10_000, reference: null })).toBe(false);
    release();
    await leaving;
    expect(state()).toMatchObject({
      mode: { is: 'basket', basket: { rows: [] } },
      lastSale: null,
    });
    expect(register.till.state().held).toHaveLength(1);
  });

  test('stays on the screen where a scan began before it was back, without what the scan typed', async () => {
    press('12');
    await holdBasket(register, '');
    const release = slowDisk();
    const resuming = resumeBasket(register, 1);
    const takeBack = rememberRegister(register.store);
    release();
    await resuming;
    press('4');
    expect(rowsOf(state())).toHaveLength(3);
    takeBack();
    expect(state()).toMatchObject({
      mode: { is: 'basket', basket: { rows: [{ quantity: 1 }, { quantity: 1 }] } },
    });
    expect(register.till.state().held).toEqual([]);
  });

  test('is resumed once, however often it is asked for', async () => {
    press('1');
    await holdBasket(register, '');
    press('2');
    await holdBasket(register, '');
    const release = slowDisk();
    const both = [resumeBasket(register, 1), resumeBasket(register, 2)];
    release();
    await Promise.all(both);
    expect(rowsOf(state())).toHaveLength(1);
    expect(register.till.state().held.map(({ number }) => number)).toEqual([2]);
  });

  test('whose game is gone is offered no other draw', async () => {
    press('1');
    await holdBasket(register, '');
    register = registerWithOffers(register, (offers) => offers.slice(1));
    await resumeBasket(register, 1);
    expect(state()).toMatchObject({
      mode: { basket: { moveOnOffered: false } },
      notice: { kind: 'information' },
    });
  });

  test('lies where it lay where the disk refuses', async () => {
    press('1');
    const failed = refuse('storage.full');
    register = { ...register, till: { ...register.till, holdBasket: async () => failed } };
    openPayment(register);
    await leaveBasket(register, 'Ana');
    expect(state()).toMatchObject({
      mode: { is: 'basket', basket: { rows: [{ quantity: 1 }] } },
      notice: { kind: 'refusal' },
    });
  });
});
