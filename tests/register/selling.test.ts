import { beforeEach, describe, expect, test } from 'vitest';
import { completeSale } from '../../renderer/register/payment/complete-sale.ts';
import { readPayment } from '../../renderer/register/payment/read-payment.ts';
import { rowsOf } from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { basketLines } from '../../renderer/register/sell/basket.ts';
import {
  changeBoards,
  changeQuantity,
  openPayment,
  selectedRow,
} from '../../renderer/register/sell/sell-actions.ts';
import { pressSellKey } from '../../renderer/register/sell/sell-keys.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { formatBoard } from '../../shared/domain/numbers.ts';
import { must } from '../../shared/result.ts';
import type { Board } from '../../shared/schema/tickets.ts';
import { fakeDevices } from './fake-devices.ts';
import type { Scene } from './preview/scene.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { testTexts } from './test-texts.ts';

const cash = { method: 'cash', tendered: 10_000, reference: null } as const;

let register: Register;
let sold: number;

async function start(changes: Partial<Scene> = {}): Promise<void> {
  const till = await startSceneTill({ ...readyScene, ...changes });
  sold = 0;
  const counting: Register['till'] = {
    ...till,
    sell: (lines, payment) => {
      sold += 1;
      return till.sell(lines, payment);
    },
  };
  register = { till: counting, store: createRegisterStore(), ...fakeDevices(), t: testTexts('en').t };
}
const press = (keys: string, everyMs = 600) => {
  for (const [index, key] of keys.split(' ').entries()) pressSellKey(register, key, index * everyMs);
};
const state = () => register.store.getState();

beforeEach(() => start());

describe('the basket', () => {
  test('a number key adds a quick pick at once; 3*1 adds three with numbers of their own', () => {
    press('2 3 * 1');
    expect(rowsOf(state()).map(({ quantity }) => quantity)).toEqual([1, 3]);
    const lines = basketLines(rowsOf(state()));
    expect(lines).toHaveLength(4);
    expect(lines.every(({ boards, quantity }) => boards.length === 1 && quantity === 1)).toBe(true);
  });

  test('12*1 typed in one go is twelve tickets of game 1 and nothing else', () => {
    press('1 2 * 1', 150);
    expect(rowsOf(state()).map(({ quantity }) => quantity)).toEqual([12]);
    press('3 1 * 1');
    expect(rowsOf(state()).map(({ quantity }) => quantity)).toEqual([12, 1, 1]);
  });

  test('+ and − change the selected line, Del removes it, none is left below one', () => {
    press('4 + +');
    expect(selectedRow(register)?.quantity).toBe(3);
    press('- - -');
    expect(rowsOf(state())).toEqual([]);
    press('4 5 ArrowUp Delete');
    expect(rowsOf(state()).map(({ lotteryId }) => lotteryId)).toEqual([
      register.till.state().offers[4]?.lottery._id,
    ]);
  });

  test('a raffle beyond what this till holds is refused with a sentence, and the line stays as it was', () => {
    press('4');
    const row = selectedRow(register);
    if (!row) throw new Error('no row');
    expect(changeQuantity(register, row, 89)).toBe(false);
    expect(state().notice).toMatchObject({
      kind: 'refusal',
      text: expect.stringContaining('Only 88 Raffle 100 tickets'),
    });
    expect(selectedRow(register)?.quantity).toBe(1);
  });

  test('an unknown game is a sentence that says which there are', () => {
    press('9');
    expect(state().notice?.text).toBe('There is no game 9. Games are 1 to 5.');
  });
});

describe('chosen numbers', () => {
  const chosen: Board = { numbers: [[1, 2, 3]], quick_pick: false };
  const boards = () =>
    rowsOf(state()).map(({ tickets }) => tickets.map((ticket) => ticket.map((board) => formatBoard(board))));

  test('of ten quick picks one plays them, on a line of its own; the nine others stay as they are', () => {
    press('1');
    const row = must(selectedRow(register), 'row');
    changeQuantity(register, row, 10);
    const [before = []] = boards();
    changeBoards(register, must(selectedRow(register), 'row'), [chosen]);
    expect(rowsOf(state()).map(({ quantity }) => quantity)).toEqual([9, 1]);
    expect(boards()).toEqual([before.slice(0, 9), [['1 2 3']]]);
    expect(selectedRow(register)?.quantity).toBe(1);
    expect(state().notice?.text).toBe('One ticket plays these numbers; 9 quick picks stay.');
  });

  test('of a single quick pick they take the place', () => {
    press('1');
    changeBoards(register, must(selectedRow(register), 'row'), [chosen]);
    expect(boards()).toEqual([[['1 2 3']]]);
  });

  test('of several tickets alike all change, and quick picks beside them stay each ticket’s own', () => {
    press('1');
    changeBoards(register, must(selectedRow(register), 'row'), [chosen]);
    changeQuantity(register, must(selectedRow(register), 'row'), 40);
    const { lotteryId } = must(selectedRow(register), 'row');
    changeBoards(register, must(selectedRow(register), 'row'), [chosen, register.till.quickPick(lotteryId)]);
    const tickets = boards()[0] ?? [];
    expect(tickets.every(([first]) => first === '1 2 3')).toBe(true);
    expect(new Set(tickets.map(([, second]) => second)).size).toBeGreaterThan(1);
  });
});

describe('a sale', () => {
  test('is made once, however often Enter is pressed while it is being saved', async () => {
    press('1');
    openPayment(register);
    const answers = await Promise.all([1, 2, 3].map(() => completeSale(register, cash)));
    expect(answers).toEqual([true, false, false]);
    expect(sold).toBe(1);
    expect(state()).toMatchObject({ mode: { is: 'receipt' } });
    expect(rowsOf(state())).toEqual([]);
    expect(await completeSale(register, cash)).toBe(false);
    expect(sold).toBe(1);
  });

  test('[SYN10] that was refused leaves basket and payment as they were, and nothing is shown as sold', async () => {
    await start({ refuseSale: true });
    press('1');
    openPayment(register);
    expect(await completeSale(register, cash)).toBe(false);
    expect(state()).toMatchObject({
      mode: { is: 'payment' },
      lastSale: null,
      notice: { kind: 'refusal' },
    });
    expect(rowsOf(state())).toHaveLength(1);
  });

  test('is not asked to be paid with an empty basket', () => {
    openPayment(register);
    expect(state()).toMatchObject({ mode: { is: 'basket' }, notice: { kind: 'refusal' } });
  });

  test('the key that starts the next sale is carried out', async () => {
    press('1');
    openPayment(register);
    await completeSale(register, cash);
    press('2');
    expect(state().mode.is).toBe('basket');
    expect(rowsOf(state())).toHaveLength(1);
    expect(state().lastSale).not.toBeNull();
  });
});

const settings = { currency_exponent: 2, locale: 'en-US' };
test.each([
  ['nothing typed: exact cash', { method: 'cash', given: '', reference: '' }, { tendered: 700 }],
  ['typed cash', { method: 'cash', given: '10', reference: '' }, { tendered: 1000 }],
  ['too little', { method: 'cash', given: '5', reference: '' }, 'payment.too_little'],
  ['a scanned code', { method: 'cash', given: '4006381333', reference: '' }, 'payment.implausible'],
  ['no amount', { method: 'cash', given: 'ten', reference: '' }, 'money.invalid'],
  ['card without reference', { method: 'card', given: '', reference: ' ' }, 'payment.reference_missing'],
  ['card', { method: 'card', given: '', reference: ' A1 ' }, { tendered: 700, reference: 'A1' }],
] as const)('payment: %s', (_title, typed, expected) => {
  const payment = readPayment({ ...typed, total: 700, settings });
  if (typeof expected === 'string') expect(payment).toMatchObject({ ok: false, refusal: { code: expected } });
  else expect(payment).toMatchObject({ ok: true, value: expected });
});
