import { beforeEach, describe, expect, test } from 'vitest';
import { rowsOf } from '../../renderer/register/register-state.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import { carryOutScan } from '../../renderer/register/scan/carry-out-scan.ts';
import { readScan, type ScanKind } from '../../renderer/register/scan/read-scan.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { clearBasket } from '../../renderer/register/transitions/basket.ts';
import { receiveBatch } from '../../renderer/register/transitions/screens.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import { must } from '../../shared/result.ts';
import { fakeDevices } from './fake-devices.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';
import { testTexts } from './test-texts.ts';

const next = 13;

let register: Register;
beforeEach(async () => {
  const till = await startSceneTill(readyScene);
  register = { till, store: createRegisterStore(), ...fakeDevices(), t: testTexts('en').t };
});

const state = () => register.store.getState();

/** As printed on a ticket of the pack on hand. */
function scanTicket(serial: number): void {
  const { inventory, lotteries } = must(register.till.state().view, 'view');
  const instant = must(
    lotteries.find(({ kind }) => kind === 'instant'),
    'instant game',
  );
  const batch = must(
    inventory.find(({ lottery_id }) => lottery_id === instant._id),
    'pack',
  );
  carryOutScan(register, `${batch.batch_number}-${String(serial).padStart(3, '0')}`);
}

test('scratch tickets are scanned one after another into one basket', () => {
  scanTicket(next);
  scanTicket(next + 1);
  expect(rowsOf(state())).toHaveLength(2);
});

test('the same ticket scanned twice is in the basket once', () => {
  scanTicket(next);
  scanTicket(next);
  expect(rowsOf(state())).toHaveLength(1);
  expect(state().notice?.kind).toBe('refusal');
});

test('a locked till does nothing with it, and says what to do', () => {
  register.till.lock();
  scanTicket(next);
  expect(state()).toMatchObject({ screen: { is: 'sell' } });
  expect(rowsOf(state())).toEqual([]);
  expect(state().notice?.text).toBe('The till is locked. Unlock it, then scan again.');
});

const { view } = (await startSceneTill(readyScene)).state();

describe('a ticket of a batch that was not received', () => {
  const number = must(
    view?.inventory.find(({ batch_number }) => batch_number.startsWith('SCRATCH')),
    'pack',
  ).batch_number;

  test('[STK5] sells nothing, and asks for its batch', () => {
    carryOutScan(register, `${number}0-003`);
    expect(rowsOf(state())).toEqual([]);
    expect(state().notice?.text).toContain(`Receive batch ${number}0 of Scratch Gold`);
  });

  test('fills in its batch where one is being received', () => {
    register.store.change(receiveBatch(null));
    carryOutScan(register, `${number}0-003`);
    expect(state()).toMatchObject({
      screen: { is: 'stock', doing: 'receiving', wanted: { batchNumber: expect.stringMatching(/0$/) } },
    });
  });
});

describe('every kind of scan goes to its handler', () => {
  const batches = must(view, 'view').inventory;
  const pack = must(
    batches.find(({ batch_number }) => batch_number.startsWith('SCRATCH')),
    'pack',
  ).batch_number;
  const codes: Readonly<Record<ScanKind, string>> = {
    ticket: ticketNumber({ storeCode: must(view, 'view').store.code, tillNumber: 1, seq: 7, line: 0 }),
    instant: `${pack}-0${next}`,
    batch: pack,
    refused: `${pack}0-003`,
    unknown: '4006381333931',
  };
  const lookedUp = (kind: ScanKind, from: 'sell' | 'stock') => ({
    screen: { is: 'ticket', wanted: { code: codes[kind] }, from },
  });
  const received = (batchNumber: string) => ({
    screen: { is: 'stock', doing: 'receiving', wanted: { batchNumber } },
  });
  const sold = { screen: { is: 'sell' }, mode: { basket: { rows: [{ quantity: 1 }] } } };

  test.each<[ScanKind, object, object]>([
    ['ticket', lookedUp('ticket', 'sell'), lookedUp('ticket', 'stock')],
    ['instant', sold, sold],
    ['batch', received(pack), received(pack)],
    ['refused', { screen: { is: 'sell' }, notice: { kind: 'refusal' } }, received(`${pack}0`)],
    ['unknown', lookedUp('unknown', 'sell'), received(codes.unknown)],
  ])('%s: as everywhere, and where a batch is being received', (kind, everywhere, receiving) => {
    expect(readScan(codes[kind], must(view, 'view')).is).toBe(kind);
    carryOutScan(register, codes[kind]);
    expect(state()).toMatchObject(everywhere);
    register.store.change(clearBasket, receiveBatch(null));
    carryOutScan(register, codes[kind]);
    expect(state()).toMatchObject(receiving);
  });
});
