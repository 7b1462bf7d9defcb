import { beforeAll, describe, expect, test } from 'vitest';
import {
  basketOf,
  firstState,
  type RegisterState,
  type Transition,
  typingOf,
} from '../../renderer/register/register-state.ts';
import type { BasketRow } from '../../renderer/register/sell/basket.ts';
import type { SellMode } from '../../renderer/register/sell/sell-mode.ts';
import {
  addRow,
  beginSale,
  changeRow,
  clearBasket,
  layBasket,
  moveOn,
  offerToMoveOn,
  removeRow,
  selectRow,
  splitRow,
  withdrawMoveOn,
} from '../../renderer/register/transitions/basket.ts';
import { beginMoving, refuseMove } from '../../renderer/register/transitions/held.ts';
import { showRefusal } from '../../renderer/register/transitions/notices.ts';
import { closePanel, openPanel } from '../../renderer/register/transitions/panels.ts';
import {
  beginPayment,
  beginSelling,
  enterTender,
  markOnPaper,
  refuseSale,
  showReceipt,
} from '../../renderer/register/transitions/payment.ts';
import { lookUpTicket, receiveBatch, showScreen } from '../../renderer/register/transitions/screens.ts';
import {
  forgetTyped,
  forgetTypedRows,
  goesOnFrom,
  typeOn,
} from '../../renderer/register/transitions/typing.ts';
import type { CompletedSale } from '../../renderer/till/api.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { must } from '../../shared/result.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';

type ModeName = SellMode['is'];

const row: BasketRow = { id: 1, lotteryId: 'lottery', tickets: [], draws: ['2026-11-25'], quantity: 3 };
const refused = { kind: 'refusal', text: 'The disk is full.' } as const;
const typing = { pending: '', times: 3, last: ['3'], lastAtMs: 10 };
const go = (from: RegisterState, ...transitions: readonly Transition[]) =>
  transitions.reduce((state, transition) => transition(state), from);

let sale: CompletedSale;
beforeAll(async () => {
  const till = await startSceneTill(readyScene);
  const raffle = must(till.state().offers[3], 'raffle');
  const lines = [{ lottery_id: raffle.lottery._id, quantity: 1, boards: [], draw_dates: [] }];
  const draws = raffle.slots.slice(0, 1).map(({ draw_date }) => draw_date);
  const sold = await till.sell(
    lines.map((line) => ({ ...line, draw_dates: draws })),
    { method: 'cash', tendered: 10_000, reference: null },
  );
  if (!sold.ok) throw new Refused(sold.refusal);
  sale = sold.value;
});

/** The register in each mode, with a basket of one row wherever there is one. */
function everyMode(): Readonly<Record<ModeName, RegisterState>> {
  const basket = go(firstState, addRow(row), showRefusal('Of before.'));
  const inPanel = (panel: Parameters<typeof openPanel>[0]) => go(basket, openPanel(panel));
  const payment = go(
    basket,
    beginPayment,
    enterTender(() => ({ given: '20' })),
    showRefusal('Of before.'),
  );
  return {
    basket,
    quantity: inPanel('quantity'),
    draws: inPanel('draws'),
    numbers: inPanel('numbers'),
    held: inPanel('held'),
    unprinted: inPanel('unprinted'),
    moving: go(basket, beginMoving, showRefusal('Of before.')),
    payment,
    selling: go(payment, beginSelling, showRefusal('Of before.')),
    receipt: go(payment, beginSelling, showReceipt(sale, 5), showRefusal('Of before.')),
  };
}

/** To which mode a transition leads, from each; from those that are not named it leads nowhere. */
const ways: readonly [string, () => Transition, ModeName | Partial<Record<ModeName, ModeName>>][] = [
  ['a game is added', () => addRow(row), except('basket', ['moving', 'selling'])],
  ['a line is changed', () => changeRow(row), 'basket'],
  ['a basket is laid back', () => layBasket(basketOf(firstState)), 'basket'],
  ['the basket is emptied', () => clearBasket, 'basket'],
  ['a next sale begins', () => beginSale, { unprinted: 'basket', receipt: 'basket' }],
  ['a line is removed', () => removeRow(1), {}],
  ['a line is chosen', () => selectRow(1), {}],
  ['the next draw is offered', () => offerToMoveOn, {}],
  ['the next draw is taken', () => moveOn([row]), {}],
  ['a digit is typed', () => typeOn(typing), {}],
  ['what was typed is forgotten', () => forgetTyped, {}],
  ['a panel is opened', () => openPanel('held'), except('held', ['moving', 'selling'])],
  ['a panel is closed', () => closePanel, except('basket', ['moving', 'selling', 'receipt'])],
  ['the basket is to be held', () => beginMoving, except('moving', ['selling'])],
  ['holding it is refused', () => refuseMove(refused), { moving: 'basket' }],
  ['the basket is to be paid', () => beginPayment, except('payment', ['moving', 'selling', 'receipt'])],
  ['an amount is typed', () => enterTender(() => ({ given: '50' })), {}],
  ['it is paid', () => beginSelling, { payment: 'selling' }],
  ['the sale is refused', () => refuseSale(refused), { selling: 'payment' }],
  ['[JRN2] the sale is committed', () => showReceipt(sale, 5), 'receipt'],
  ['its slips go to paper', () => markOnPaper(sale, true), {}],
  ['another screen is shown', () => showScreen('more'), {}],
  ['a ticket is scanned', () => lookUpTicket('T-1'), {}],
  ['a parcel is scanned', () => receiveBatch(null), {}],
];

function except(to: ModeName, stay: readonly ModeName[]): Partial<Record<ModeName, ModeName>> {
  const all: Record<ModeName, ModeName> = {
    basket: to,
    quantity: to,
    draws: to,
    numbers: to,
    held: to,
    unprinted: to,
    moving: to,
    payment: to,
    selling: to,
    receipt: to,
  };
  return Object.fromEntries(Object.entries(all).filter(([from]) => !stay.some((one) => one === from)));
}

test.each(ways)('%s: the mode it leads to, from each mode', (_, transition, leads) => {
  for (const [name, state] of Object.entries(everyMode())) {
    const from = state.mode.is;
    expect(from).toBe(name);
    const to = typeof leads === 'string' ? leads : (leads[from] ?? from);
    expect(`${from} → ${transition()(state).mode.is}`).toBe(`${from} → ${to}`);
  }
});

describe('what belongs to a mode', () => {
  test('the basket waits behind whatever stands in its place, and lies there afterwards as it was', () => {
    const { basket, receipt, ...others } = everyMode();
    for (const state of Object.values(others)) expect(basketOf(state)).toEqual(basketOf(basket));
    expect(basketOf(receipt).rows).toEqual([]);
    const { quantity, draws, numbers, held, unprinted, payment } = others;
    for (const panel of [quantity, draws, numbers, held, unprinted, payment])
      expect(closePanel(panel).mode).toEqual({ ...basket.mode, lastTypedRowIds: [] });
    // Tickets that wait for a printer are looked at in the middle of a sale, which then goes on.
    expect(beginSale(unprinted).mode).toEqual({ ...basket.mode, lastTypedRowIds: [] });
  });

  test('[DRW1] the next draw is offered to the basket as it is: another one is asked anew', () => {
    const offered = go(everyMode().basket, offerToMoveOn);
    expect(basketOf(offered).moveOnOffered).toBe(true);
    for (const change of [addRow(row), removeRow(1), changeRow(row), splitRow(row, row)])
      expect(basketOf(change(offered)).moveOnOffered).toBe(false);
  });

  test('what was typed of a payment is there again when the sale is refused, and gone with the payment', () => {
    const { selling } = everyMode();
    const again = refuseSale(refused)(selling);
    expect(again).toMatchObject({ mode: { is: 'payment', tender: { given: '20' } }, notice: refused });
    expect(go(again, closePanel, beginPayment).mode).toMatchObject({ tender: { given: '' } });
  });

  test('[JRN2] a committed sale is shown from every mode, as the last one too; nothing of it is in the basket', () => {
    for (const state of Object.values(everyMode())) {
      const shown = showReceipt(sale, 7)(state);
      expect(shown.mode).toEqual({ is: 'receipt', sale, onPaper: false, shownAtMs: 7 });
      expect(shown.lastSale).toBe(sale);
    }
  });

  test('[SFT1] a basket that could not be held is where it was', () => {
    const { basket, held } = everyMode();
    expect(go(held, beginMoving, refuseMove(refused)).mode).toEqual(held.mode);
    expect(go(basket, beginMoving, refuseMove(refused)).mode).toMatchObject({
      is: 'basket',
      basket: basketOf(basket),
    });
  });

  test('numbers are typed at the basket alone; what was typed goes with any other mode or screen', () => {
    const typed = go(everyMode().basket, typeOn(typing));
    expect(typingOf(typed)).toBe(typing);
    for (const away of [openPanel('quantity'), beginPayment, beginMoving, showScreen('more'), forgetTyped])
      expect(typingOf(away(typed)).times).toBeNull();
    expect(typingOf(go(everyMode().payment, typeOn(typing))).times).toBeNull();
  });

  test('a receipt says whether its own slips went to paper', () => {
    const { receipt } = everyMode();
    expect(markOnPaper(sale, true)(receipt).mode).toMatchObject({ onPaper: true });
    expect(markOnPaper({ ...sale }, true)(receipt)).toBe(receipt);
  });
});

describe('the basket’s lines', () => {
  const rowsAfter = (...transitions: readonly Transition[]) =>
    basketOf(go(firstState, addRow(row), addRow(row), ...transitions)).rows.map(
      ({ id, quantity }) => `${id}: ${quantity}`,
    );
  const split = splitRow({ ...row, quantity: 2 }, { ...row, quantity: 1 });

  test.each<[string, readonly Transition[], readonly string[]]>([
    ['are numbered as they come', [], ['1: 3', '2: 3']],
    ['one is removed, and its number never comes back', [removeRow(2), addRow(row)], ['1: 3', '3: 3']],
    ['one is changed in its place', [changeRow({ ...row, quantity: 9 })], ['1: 9', '2: 3']],
    ['one is split, the new one after it', [split], ['1: 2', '3: 1', '2: 3']],
  ])('%s', (_, transitions, rows) => {
    expect(rowsAfter(...transitions)).toEqual(rows);
  });

  test('the last one is chosen when the chosen one is removed', () => {
    const selected = go(firstState, addRow(row), addRow(row), selectRow(1));
    expect(basketOf(removeRow(1)(selected)).selectedRowId).toBe(2);
    expect(basketOf(removeRow(2)(selected)).selectedRowId).toBe(1);
    expect(basketOf(go(selected, removeRow(1), removeRow(2))).selectedRowId).toBeNull();
  });

  test('the next draw is offered until the basket takes it or something else is added', () => {
    const offered = go(firstState, addRow(row), offerToMoveOn);
    expect(basketOf(go(offered, openPanel('quantity'), closePanel)).moveOnOffered).toBe(true);
    for (const taken of [moveOn([row]), withdrawMoveOn, addRow(row), clearBasket])
      expect(basketOf(taken(offered)).moveOnOffered).toBe(false);
  });

  test('those that were typed last in one go are known to `*`', () => {
    const typed = go(firstState, addRow(row), addRow(row), goesOnFrom([1]));
    expect(typed.mode).toMatchObject({ lastTypedRowIds: [1, 2] });
    expect(forgetTypedRows(typed).mode).toMatchObject({ lastTypedRowIds: [] });
  });
});
