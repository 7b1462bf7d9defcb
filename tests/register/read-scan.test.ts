import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScan } from '../../renderer/register/scan/read-scan.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import { must } from '../../shared/result.ts';
import { holds } from '../domain/laws.ts';
import { sceneBatch } from './preview/scene-documents.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';

const now = '2026-11-24T12:00:00.000Z';
const view = must((await startSceneTill({ ...readyScene, now })).state().view, 'view');
const device = must(view.device, 'device');
const game = (code: string) =>
  must(
    view.lotteries.find((lottery) => lottery.code === code),
    code,
  );
const batchOf = (code: string, batch_number: string, index: number) => ({
  ...sceneBatch(game(code), device, now, index),
  batch_number,
});
const inventory = [
  batchOf('SCRATCH', 'SG-1', 0),
  batchOf('SCRATCH', 'SG-10', 1),
  batchOf('SCRATCH', '0047110', 2),
  batchOf('RAFFLE', 'RF-001', 3),
];
const read = (code: string) => {
  const scanned = readScan(code, { ...view, inventory });
  if (scanned.is === 'instant') {
    const { printed, lottery } = scanned;
    const batch = inventory.find(({ _id }) => _id === printed.batchId)?.batch_number;
    return { is: scanned.is, lottery: lottery.code, batch, serial: printed.serial };
  }
  return 'lottery' in scanned ? { ...scanned, lottery: scanned.lottery.code } : scanned;
};
const own = ticketNumber({ storeCode: view.store.code, tillNumber: 2, seq: 100, line: 0 });
const foreign = ticketNumber({ storeCode: 'ZZ9', tillNumber: 2, seq: 100, line: 0 });

describe('a scan decides by itself', () => {
  it.each([
    ['a ticket of this store', own, { is: 'ticket' }],
    ['typed with hyphens and small letters', own.toLowerCase().replace(/(.{4})/g, '$1-'), { is: 'ticket' }],
    ['a ticket of another store', foreign, { is: 'ticket' }],
    [
      'a scratch ticket of a batch on hand',
      'SG-1-041',
      { is: 'instant', lottery: 'SCRATCH', batch: 'SG-1', serial: 41 },
    ],
    [
      'of the longer of two batches',
      'SG-10-041',
      { is: 'instant', lottery: 'SCRATCH', batch: 'SG-10', serial: 41 },
    ],
    ['digits only', '0047110041', { is: 'instant', lottery: 'SCRATCH', batch: '0047110', serial: 41 }],
    [
      'with its game before',
      'SCRATCH-SG-1-007',
      { is: 'instant', lottery: 'SCRATCH', batch: 'SG-1', serial: 7 },
    ],
    ['a batch on hand', 'rf001', { is: 'batch', lottery: 'RAFFLE', batchNumber: 'RF-001' }],
    ['a parcel not yet received', 'SCRATCH-SG-99', { is: 'batch', lottery: 'SCRATCH', batchNumber: 'SG-99' }],
    ['without any hyphens', 'sg10041', { is: 'instant', lottery: 'SCRATCH', batch: 'SG-10', serial: 41 }],
    ['in Arabic digits', 'SG-١-٠٤١', { is: 'instant', lottery: 'SCRATCH', batch: 'SG-1', serial: 41 }],
    ['a raffle batch with digits after it', 'RF-001-004', { is: 'unknown' }],
    ['a game that keeps no stock', 'DAILY-123456', { is: 'unknown' }],
    ['anything else', '4006381333931', { is: 'unknown' }],
  ])('%s: %s', (_, code, expected) => {
    expect(read(code)).toEqual(expected);
  });
});

/** Why a code is refused, in words, and what could be received instead. */
const refusalOf = (code: string, batches = inventory) => {
  const scanned = readScan(code, { ...view, inventory: batches });
  if (scanned.is !== 'refused') return scanned.is;
  const { refusal, toReceive } = scanned;
  return [refusal.code, refusal.values?.batch ?? refusal.values?.batches, toReceive?.batchNumber];
};

describe('a code counts as a whole: it sells the ticket that it names, or none', () => {
  const others = [batchOf('SCRATCH', 'SG-001', 4), batchOf('RAFFLE', 'RF-001', 5)];

  it.each([
    ['SG-0010-003', 'SG-0010'],
    ['sg 0010 003', 'SG-0010'],
    ['SCRATCH-SG-0010-003', 'SG-0010'],
    ['SG-12-345', 'SG-12'],
  ])('[STK5] %s of a batch that was not received asks for that batch', (code, batch) => {
    expect(refusalOf(code, others)).toEqual(['scan.not_received', batch, batch]);
  });

  it.each(['SG0010003', 'SG00100', 'SG-00100-3', 'XSG-001-003', 'RF-0010-003'])(
    '[STK5] %s is no ticket of batch SG-001',
    (code) => {
      expect(refusalOf(code, others)).toBe('unknown');
    },
  );

  it.each(['SG-001-03', 'SG-001-0003', 'SCRATCH-SG-001-1'])('%s has not the digits of a ticket', (code) => {
    expect(refusalOf(code, others)).toEqual(['scan.serial_digits', 'SG-001', undefined]);
  });

  it('as many digits as the last number of the batch has, and no other count', () => {
    const long = [{ ...batchOf('SCRATCH', 'SG-001', 0), number_range: { from: 0, to: 1_999 } }];
    expect(readScan('SG-001-0003', { ...view, inventory: long })).toMatchObject({
      is: 'instant',
      printed: { serial: 3 },
    });
    expect(refusalOf('SG-001-003', long)).toEqual(['scan.serial_digits', 'SG-001', undefined]);
    expect(refusalOf('SG001003', long)).toBe('unknown');
  });

  it('[STK5] what fits two batches is refused, and read once the game stands before it', () => {
    const twins = [batchOf('SCRATCH', 'SG', 0), batchOf('SCRATCH', 'SG-001', 1)];
    expect(refusalOf('SG-001', twins)).toEqual([
      'scan.ambiguous',
      'Scratch Gold SG, Scratch Gold SG-001',
      undefined,
    ]);
    const compact = [batchOf('SCRATCH', '47', 0), batchOf('SCRATCH', '47-1', 1)].map((batch, n) => ({
      ...batch,
      number_range: { from: 0, to: n === 0 ? 1_999 : 999 },
    }));
    expect(refusalOf('471003', compact)[0]).toBe('scan.ambiguous');
    expect(readScan('47-1003', { ...view, inventory: compact })).toMatchObject({ printed: { serial: 1003 } });
    expect(readScan('47-1-003', { ...view, inventory: compact })).toMatchObject({ printed: { serial: 3 } });
  });

  it('a property: a ticket read is the batch, as it is written, and its digits', () => {
    const batches = [...others, ...inventory, batchOf('SCRATCH', 'SG-0010', 6)];
    const part = fc.constantFrom('SG', 'SCRATCH', '0', '1', '01', '001', '0010', '-', ' ', '003', '0047110');
    holds(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const code = parts.join('');
        const scanned = readScan(code, { ...view, inventory: batches });
        if (scanned.is !== 'instant') return;
        const batch = must(
          batches.find(({ _id }) => _id === scanned.printed.batchId),
          'batch',
        );
        const serial = String(scanned.printed.serial).padStart(3, '0');
        const whole = [`${batch.batch_number}-${serial}`, `SCRATCH-${batch.batch_number}-${serial}`];
        const text = code.trim().replace(/[\s-]+/g, '-');
        expect([...whole, ...whole.map((one) => one.replaceAll('-', ''))]).toContain(text);
      }),
      2_000,
    );
  });
});
