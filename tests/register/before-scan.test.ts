import { beforeEach, describe, expect, test } from 'vitest';
import { rememberRegister } from '../../renderer/register/keys/before-scan.ts';
import { completeSale } from '../../renderer/register/payment/complete-sale.ts';
import { createRegisterState } from '../../renderer/register/register-state.ts';
import { openPayment } from '../../renderer/register/sell/sell-actions.ts';
import { pressSellKey } from '../../renderer/register/sell/sell-keys.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { createTexts } from '../../renderer/texts/create-texts.ts';
import { fakeDevices } from './fake-devices.ts';
import { createFakeTill } from './preview/fake-till.ts';
import { readyScene } from './ready-scene.ts';

let register: Register;
const press = (keys: string) => {
  for (const key of keys) pressSellKey(register, key);
};
const state = () => register.store.getState();

beforeEach(() => {
  const till = createFakeTill(readyScene);
  register = { till, store: createRegisterState(), ...fakeDevices(), t: createTexts('en').t };
});

describe('the first keys of a scan that comes late', () => {
  test('leave no games in the basket, and what was in it stays', () => {
    press('2');
    const before = state();
    const takeBack = rememberRegister(register.store);
    press('113');
    expect(state().rows).toHaveLength(4);
    takeBack();
    expect(state()).toEqual(before);
  });

  test('do not begin the next sale while one is being saved, and never take that sale back', async () => {
    press('1');
    openPayment(register);
    const selling = completeSale(register, { method: 'cash', tendered: 10_000, reference: null });
    const takeBack = rememberRegister(register.store);
    register.store.setState({ waiting: [{ key: '1' }] });
    await selling;
    press('1');
    expect(state()).toMatchObject({ mode: 'basket', rows: [{ quantity: 1 }] });
    takeBack();
    expect(state()).toMatchObject({ mode: 'receipt', rows: [], waiting: [] });
    expect(state().lastSale).not.toBeNull();
  });

  test('are not kept for later where the sale is still being saved', async () => {
    press('1');
    openPayment(register);
    const selling = completeSale(register, { method: 'cash', tendered: 10_000, reference: null });
    const takeBack = rememberRegister(register.store);
    register.store.setState({ waiting: [{ key: '7' }] });
    takeBack();
    expect(state()).toMatchObject({ mode: 'selling', waiting: [] });
    await selling;
    expect(state().mode).toBe('receipt');
  });
});
