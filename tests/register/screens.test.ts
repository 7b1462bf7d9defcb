import { expect, test } from 'vitest';
import {
  isReceiving,
  nothingCounted,
  type ScreenState,
  type Transition,
} from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { showInformation, showRefusal } from '../../renderer/register/transitions/notices.ts';
import {
  lookUpTicket,
  receiveBatch,
  showScreen,
  showStock,
} from '../../renderer/register/transitions/screens.ts';
import {
  enterCount,
  forgetCount,
  putZReportAway,
  showZReport,
} from '../../renderer/register/transitions/shift.ts';
import { must } from '../../shared/result.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';

const batch = { lotteryId: 'raffle', batchNumber: 'R-7' };
const stock = showScreen('stock');
const scannedTicket = lookUpTicket('T-1');
const scannedBatch = receiveBatch(batch);

test.each<[string, readonly Transition[], ScreenState]>([
  ['the register begins at the sell screen', [], { is: 'sell' }],
  ['F8 opens the ticket screen, empty', [showScreen('ticket')], { is: 'ticket', wanted: null, from: 'sell' }],
  [
    'a ticket that is scanned is looked up, and Esc leads back to where it was',
    [stock, scannedTicket],
    { is: 'ticket', wanted: { code: 'T-1' }, from: 'stock' },
  ],
  [
    'a second ticket leads back to where the first was scanned',
    [stock, scannedTicket, scannedTicket],
    { is: 'ticket', wanted: { code: 'T-1' }, from: 'stock' },
  ],
  ['stock is read first', [stock], { is: 'stock', doing: 'reading' }],
  [
    'a parcel that is scanned is received, from any screen',
    [scannedTicket, scannedBatch],
    { is: 'stock', doing: 'receiving', wanted: batch },
  ],
  [
    'what was scanned goes with the form',
    [scannedBatch, showStock('reading')],
    { is: 'stock', doing: 'reading' },
  ],
  ['and with the screen', [scannedBatch, showScreen('more'), stock], { is: 'stock', doing: 'reading' }],
])('%s', (_, steps, screen) => {
  const store = createRegisterStore();
  store.change(showRefusal('Of the screen before.'));
  for (const step of steps) store.change(step);
  expect(store.getState().screen).toEqual(screen);
  if (steps.length > 0) expect(store.getState().notice).toBeNull();
});

test('the same ticket scanned again is looked up again', () => {
  const store = createRegisterStore();
  store.change(scannedTicket);
  const { screen } = store.getState();
  store.change(scannedTicket);
  expect(store.getState().screen).not.toBe(screen);
});

test('only the form that receives a batch takes any text for a parcel’s number', () => {
  const store = createRegisterStore();
  store.change(stock);
  expect(isReceiving(store.getState())).toBe(false);
  store.change(receiveBatch(null));
  expect(isReceiving(store.getState())).toBe(true);
});

test('what is entered of a count stays until it is forgotten, or its shift is closed', async () => {
  const store = createRegisterStore();
  store.change(enterCount({ sum: '12' }), showScreen('ticket'), enterCount({ way: 'pieces' }));
  expect(store.getState().count).toMatchObject({ sum: '12', way: 'pieces' });
  store.change(forgetCount);
  expect(store.getState().count).toEqual(nothingCounted);
  const shift = must((await startSceneTill(readyScene)).state().view?.shift, 'shift');
  store.answer(enterCount({ sum: '12' }), showZReport(shift));
  expect(store.getState()).toMatchObject({ closedShift: shift, count: nothingCounted, lastSale: null });
  store.change(putZReportAway);
  expect(store.getState().closedShift).toBeNull();
});

test('several transitions are one change', () => {
  const store = createRegisterStore();
  const seen: string[] = [];
  store.subscribe(({ screen, notice }) => seen.push(`${screen.is} ${notice?.text}`));
  store.change(showScreen('more'), showInformation('Saved.'));
  expect(seen).toEqual(['more Saved.']);
});
