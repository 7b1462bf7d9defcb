import { expect, test } from 'vitest';
import {
  createRegisterState,
  isReceiving,
  lookUpTicket,
  receiveBatch,
  showScreen,
  showStock,
} from '../../renderer/register/register-state.ts';

type Store = ReturnType<typeof createRegisterState>;

const batch = { lotteryId: 'raffle', batchNumber: 'R-7' };
const stock = (store: Store) => showScreen(store, 'stock');
const scannedTicket = (store: Store) => lookUpTicket(store, 'T-1');
const scannedBatch = (store: Store) => receiveBatch(store, batch);

test.each([
  ['the register begins at the sell screen', [], { is: 'sell' }],
  [
    'F8 opens the ticket screen, empty',
    [(store: Store) => showScreen(store, 'ticket')],
    { is: 'ticket', wanted: null, from: 'sell' },
  ],
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
    [scannedBatch, (store: Store) => showStock(store, 'reading')],
    { is: 'stock', doing: 'reading' },
  ],
  [
    'and with the screen',
    [scannedBatch, (store: Store) => showScreen(store, 'more'), stock],
    { is: 'stock', doing: 'reading' },
  ],
])('%s', (_, steps, screen) => {
  const store = createRegisterState();
  store.setState({ notice: { kind: 'refusal', text: 'Of the screen before.' } });
  for (const step of steps) step(store);
  expect(store.getState().screen).toEqual(screen);
  if (steps.length > 0) expect(store.getState().notice).toBeNull();
});

test('the same ticket scanned again is looked up again', () => {
  const store = createRegisterState();
  scannedTicket(store);
  const { screen } = store.getState();
  scannedTicket(store);
  expect(store.getState().screen).not.toBe(screen);
});

test('only the form that receives a batch takes any text for a parcel’s number', () => {
  const store = createRegisterState();
  stock(store);
  expect(isReceiving(store.getState())).toBe(false);
  receiveBatch(store, null);
  expect(isReceiving(store.getState())).toBe(true);
});
