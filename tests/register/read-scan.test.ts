import { describe, expect, it } from 'vitest';
import { readScan } from '../../renderer/register/scan/read-scan.ts';
import { ticketNumber } from '../../shared/domain/ticket-number.ts';
import { must } from '../../shared/result.ts';
import { fakeBatch, fakeView } from './preview/fake-documents.ts';

const view = fakeView('2026-11-24T12:00:00.000Z', 5);
const game = (code: string) =>
  must(
    view.lotteries.find((lottery) => lottery.code === code),
    code,
  );
const batchOf = (code: string, batch_number: string, index: number) => ({
  ...fakeBatch(game(code), view.device, '2026-11-24T12:00:00.000Z', index),
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
    ['a raffle batch with digits after it', 'RF-001-004', { is: 'unknown' }],
    ['a game that keeps no stock', 'DAILY-123456', { is: 'unknown' }],
    ['anything else', '4006381333931', { is: 'unknown' }],
  ])('%s: %s', (_, code, expected) => {
    expect(read(code)).toEqual(expected);
  });
});
