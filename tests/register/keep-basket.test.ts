import { beforeEach, describe, expect, test } from 'vitest';
import { completeSale } from '../../renderer/register/payment/complete-sale.ts';
import { createRegisterState } from '../../renderer/register/register-state.ts';
import { keepBasket } from '../../renderer/register/sell/keep-basket.ts';
import { openPayment } from '../../renderer/register/sell/sell-actions.ts';
import { pressSellKey } from '../../renderer/register/sell/sell-keys.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { createTexts } from '../../renderer/texts/create-texts.ts';
import { fakeDevices } from './fake-devices.ts';
import { createFakeTill, type Scene } from './preview/fake-till.ts';
import { readyScene } from './ready-scene.ts';

let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};

/** The window as it is loaded, again and again, over the same storage. */
function load(changes: Partial<Scene> = {}): Register {
  const till = createFakeTill({ ...readyScene, ...changes });
  const register = { till, store: createRegisterState(), ...fakeDevices(), t: createTexts('en').t };
  keepBasket(register, storage);
  return register;
}

const rowsOf = ({ store }: Register) => store.getState().rows;
const cash = { method: 'cash', tendered: 10_000, reference: null } as const;

beforeEach(() => {
  kept = new Map();
});

describe('a reload', () => {
  test('leaves the basket as it was, and says so', () => {
    const before = load();
    for (const key of ['2', '4', '+']) pressSellKey(before, key, 0);
    const after = load();
    expect(rowsOf(after)).toEqual(rowsOf(before));
    expect(after.store.getState().notice?.text).toContain('as it was before the reload');
    pressSellKey(after, '3', 0);
    expect(new Set(rowsOf(after).map(({ id }) => id)).size).toBe(3);
  });

  test('brings no basket to another user', () => {
    pressSellKey(load(), '2', 0);
    expect(rowsOf(load({ isStaff: true }))).toEqual([]);
  });

  test('[MNY1] in the midst of a sale brings nothing back beside it; where the sale was refused, it does', async () => {
    const sold = load();
    pressSellKey(sold, '2', 0);
    openPayment(sold);
    const selling = completeSale(sold, cash);
    expect(rowsOf(load())).toEqual([]);
    await selling;
    expect(kept.size).toBe(0);
    const refused = load({ refuseSale: true });
    pressSellKey(refused, '2', 0);
    openPayment(refused);
    await completeSale(refused, cash);
    expect(rowsOf(load())).toHaveLength(1);
  });

  test('[SEC6] reads nothing that is no basket', () => {
    kept.set('tillside.basket', '{"userId":');
    expect(rowsOf(load())).toEqual([]);
  });
});
