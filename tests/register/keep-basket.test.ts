import { beforeEach, describe, expect, test } from 'vitest';
import { holdBasket } from '../../renderer/register/held/held-baskets.ts';
import { completeSale } from '../../renderer/register/payment/complete-sale.ts';
import { rowsOf } from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { carryOutScan } from '../../renderer/register/scan/carry-out-scan.ts';
import { keepBasket } from '../../renderer/register/sell/keep-basket.ts';
import { openPayment } from '../../renderer/register/sell/sell-actions.ts';
import { pressSellKey } from '../../renderer/register/sell/sell-keys.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import type { Till } from '../../renderer/till/api.ts';
import { must } from '../../shared/result.ts';
import { fakeDevices } from './fake-devices.ts';
import type { Scene } from './preview/scene.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { testTexts } from './test-texts.ts';

let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};

const tillOf = (changes: Partial<Scene> = {}) => startSceneTill({ ...readyScene, ...changes });

/** The window as it is loaded, again and again, over the same storage. */
async function load(opened: Till | Promise<Till> = tillOf()): Promise<Register> {
  const till = await opened;
  const register = { till, store: createRegisterStore(), ...fakeDevices(), t: testTexts('en').t };
  keepBasket(register, storage);
  return register;
}

const basketAt = ({ store }: Register) => rowsOf(store.getState());
/** A ticket of the pack on hand, scanned. */
function scratch(register: Register, serial: number): void {
  const { view } = register.till.state();
  const batch = must(
    view?.inventory.find(({ batch_number }) => batch_number.startsWith('SCRATCH')),
    'scratch pack',
  );
  carryOutScan(register, `${batch.batch_number}-00${serial}`);
}

const cash = { method: 'cash', tendered: 10_000, reference: null } as const;

beforeEach(() => {
  kept = new Map();
});

describe('a reload', () => {
  test('leaves the basket as it was, and says so', async () => {
    const before = await load();
    for (const key of ['2', '4', '+']) pressSellKey(before, key, 0);
    const after = await load();
    expect(basketAt(after)).toEqual(basketAt(before));
    expect(after.store.getState().notice?.text).toContain('as it was before the reload');
    pressSellKey(after, '3', 0);
    expect(new Set(basketAt(after).map(({ id }) => id)).size).toBe(3);
  });

  test('brings no basket to another user', async () => {
    pressSellKey(await load(), '2', 0);
    expect(basketAt(await load(tillOf({ isStaff: true })))).toEqual([]);
  });

  test('[MNY1] in the midst of a sale brings nothing back beside it; where it was not sold, it does', async () => {
    const register = await load();
    const copy = await tillOf();
    pressSellKey(register, '2', 0);
    openPayment(register);
    const selling = completeSale(register, cash);
    // A crash here, or a copy of the window, has the basket as it was before.
    const before = new Map(kept);
    expect(basketAt(await load(copy))).toHaveLength(1);
    await selling;
    expect(kept.size).toBe(0);
    kept = before;
    expect(basketAt(await load(register.till))).toEqual([]);
  });

  test('brings nothing back beside what is held', async () => {
    const register = await load();
    pressSellKey(register, '2', 0);
    const before = new Map(kept);
    await holdBasket(register, '');
    kept = before;
    expect(basketAt(await load(register.till))).toEqual([]);
    expect(register.till.state().held).toHaveLength(1);
  });

  test('brings a ticket back whose like is held: each is a piece of paper of its own', async () => {
    const register = await load();
    scratch(register, 3);
    await holdBasket(register, '');
    scratch(register, 4);
    const after = await load(register.till);
    expect(basketAt(after).map(({ printed }) => printed?.serial)).toEqual([4]);
  });

  test('[SEC6] reads nothing that is no basket', async () => {
    kept.set('tillside.basket', '{"userId":');
    expect(basketAt(await load())).toEqual([]);
  });
});
