import { beforeEach, describe, expect, test } from 'vitest';
import type { Envelope } from '../../shared/journal/entry.ts';
import { idOf } from '../kit/ids.ts';
import { exceptionCodes, onlyOf } from './found-in-stream.ts';
import { batchOf, type LotteryTerms, otherScratch, raffle, scratch } from './games.ts';
import type { Journal } from './journal.ts';
import { cancel, manager, sell } from './sale-entries.ts';
import { grantTo, receiveBatch } from './stock-entries.ts';
import { twoTills, type World } from './world.ts';

let world: World;
let tills: readonly [Journal, Journal];
let shifts: readonly [string, string];

beforeEach(() => {
  ({ world, tills, shifts } = twoTills());
});

const batch = (lottery: LotteryTerms) => world.stream.get('inventory', batchOf(lottery));
const sellAt = (n: 0 | 1, lottery: LotteryTerms, serials: readonly (number | null)[] = [null]): Envelope =>
  sell(
    tills[n],
    shifts[n],
    serials.map((serial) => ({ lottery, serial })),
  );
const shareOf = (lottery: LotteryTerms, till: Journal) =>
  batch(lottery).allotments.find((a) => a.device_id === till.device_id && a.epoch === till.epoch);

const refusal = (entry: Envelope) => world.stream.refusal(entry);

describe('a batch that is counted', () => {
  test('[STK1] [STK2] two tills sell what they were granted, the next is refused, and counted where it happened', () => {
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    const grant = grantTo(
      world.server,
      scratch,
      tills.map((till) => ({ till, quantity: 5 })),
    );
    world.stream.add(grant);
    for (let n = 0; n < 5; n += 1) world.stream.take([sellAt(0, scratch), sellAt(1, scratch)]);
    expect(exceptionCodes(world.stream)).toEqual([]);
    expect(batch(scratch)).toMatchObject({ total_stock: 10, sold: 10, remaining_stock: 0 });
    expect(refusal(sellAt(0, scratch))).toBe('stock.not_granted');
    const beyond = onlyOf(world.stream.take([sellAt(0, scratch)]), 'tickets');
    expect(exceptionCodes(world.stream)).toEqual(['stock.oversold']);
    expect(beyond.oversold).toBe(true);
    expect(batch(scratch)).toMatchObject({ sold: 11, remaining_stock: -1 });
  });

  test('[STK1] a share holds its till, epoch, counts and numbers, and nothing of the entry that made it', () => {
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    world.stream.add(sellAt(0, scratch));
    const { device_id, epoch } = tills[0];
    expect(batch(scratch).allotments).toEqual([
      { device_id, epoch, granted: 1, used: 1, ranges: [], released: 0 },
    ]);
  });

  test('[STK1] a share never grows beyond the batch', () => {
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    expect(world.stream.add(grantTo(world.server, scratch, [{ till: tills[0], quantity: 11 }]))).toBe(
      'quarantined',
    );
    const two = tills.map((till) => ({ till, quantity: 6 }));
    expect(world.stream.add(grantTo(world.server, scratch, two))).toBe('quarantined');
    expect(batch(scratch).allotments).toEqual([]);
    const numbers = [{ till: tills[0], quantity: 5, from: 1 }];
    expect(world.stream.add(grantTo(world.server, scratch, numbers))).toBe('quarantined');
  });

  test('[STK2] a cancelled ticket goes back to its own share, or to the pool where another till cancels it', () => {
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    world.stream.add(grantTo(world.server, scratch, [{ till: tills[0], quantity: 5 }]));
    const [own, others] = [sellAt(0, scratch), sellAt(0, scratch)].map((entry) =>
      onlyOf(world.stream.take([entry]), 'tickets'),
    );
    if (!own || !others) throw new Error('no tickets');
    world.stream.add(cancel(tills[0], shifts[0], own));
    expect(shareOf(scratch, tills[0])).toMatchObject({ granted: 5, used: 1 });
    world.stream.add(cancel(tills[1], shifts[1], others));
    expect(shareOf(scratch, tills[0])).toMatchObject({ granted: 4, used: 0 });
    expect(batch(scratch)).toMatchObject({ sold: 0, remaining_stock: 10 });
  });

  test('[STK1] [STK2] a later epoch of the same till gives back to the pool: the share of the lost one is frozen', () => {
    for (const lottery of [scratch, raffle]) {
      world.stream.add(receiveBatch(world.hq, lottery, 10));
      const from = lottery === raffle ? { from: 1 } : {};
      world.stream.add(grantTo(world.server, lottery, [{ till: tills[0], quantity: 5, ...from }]));
    }
    const sold = [
      onlyOf(world.stream.take([sellAt(0, scratch)]), 'tickets'),
      onlyOf(world.stream.take([sellAt(0, raffle, [1])]), 'tickets'),
    ];
    const next = world.till(tills[0].device_id, tills[0]);
    for (const ticket of sold) world.stream.add(cancel(next, shifts[0], ticket));
    for (const lottery of [scratch, raffle]) {
      expect(shareOf(lottery, tills[0])).toMatchObject({ granted: 4, used: 0 });
      expect(shareOf(lottery, next)).toBeUndefined();
      expect(batch(lottery)).toMatchObject({ sold: 0, remaining_stock: 10 });
    }
    expect(shareOf(raffle, tills[0])?.ranges).toEqual([{ from: 2, to: 5 }]);
    expect(batch(raffle).pool).toEqual([
      { from: 1, to: 1 },
      { from: 6, to: 10 },
    ]);
  });

  test('[STK2] a ticket sold from a batch that was not known goes back to none, also once the batch is', () => {
    const ticket = onlyOf(world.stream.take([sellAt(0, scratch)]), 'tickets');
    expect(ticket.batch_id).toBeNull();
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    world.stream.add(cancel(tills[0], shifts[0], ticket, { batch_id: batchOf(scratch) }));
    expect(batch(scratch)).toMatchObject({ sold: 0, remaining_stock: 10 });
    expect(exceptionCodes(world.stream)).toEqual(['stock.batch_unknown']);
  });

  test('[STK2] a cancellation that does not name the batch moves nothing, with an exception', () => {
    world.stream.add(receiveBatch(tills[0], scratch, 10, { shared: false }));
    const ticket = onlyOf(world.stream.take([sellAt(0, scratch)]), 'tickets');
    // Alone and beside an entry that brings the batch: the same.
    world.stream.take([cancel(tills[0], shifts[0], ticket, { batch_id: null }), sellAt(0, scratch)]);
    expect(world.stream.get('tickets', ticket._id).status).toBe('cancelled');
    expect(batch(scratch)).toMatchObject({ sold: 2, remaining_stock: 8 });
    expect(exceptionCodes(world.stream)).toEqual(['stock.batch_unknown']);
  });

  test('[STK2] a batch of another game is none of this one’s', () => {
    world.stream.add(receiveBatch(world.hq, scratch, 10));
    world.stream.add(sell(tills[0], shifts[0], [{ lottery: otherScratch, batch_id: batchOf(scratch) }]));
    expect(batch(scratch)).toMatchObject({ sold: 0, remaining_stock: 10 });
    expect(exceptionCodes(world.stream)).toEqual(['stock.batch_unknown']);
  });

  test('a batch received twice adds nothing the second time', () => {
    world.stream.add(receiveBatch(tills[0], scratch, 10, { shared: false }));
    expect(refusal(receiveBatch(tills[1], scratch, 20))).toBe('stock.batch_exists');
    world.stream.add(receiveBatch(tills[1], scratch, 20));
    expect(batch(scratch).total_stock).toBe(10);
    expect(exceptionCodes(world.stream)).toEqual(['stock.batch_received_twice']);
  });

  test('a batch that head office received belongs to no till', () => {
    expect(world.stream.add(receiveBatch(world.hq, scratch, 10, { shared: false }))).toBe('quarantined');
    expect(world.stream.all('inventory')).toEqual([]);
  });

  test('a batch with an id that does not follow from it is quarantined', () => {
    expect(world.stream.add(receiveBatch(world.hq, scratch, 10, { batch_id: idOf('b', 1) }))).toBe(
      'quarantined',
    );
    expect(world.stream.add(receiveBatch(world.hq, raffle, 10, { number_range: { from: 1, to: 9 } }))).toBe(
      'quarantined',
    );
    expect(world.stream.add(receiveBatch(world.hq, raffle, 10, { number_range: { from: 9, to: 1 } }))).toBe(
      'quarantined',
    );
  });
});

describe('a batch of numbers', () => {
  const release = (till: Journal, quantity: number, ranges: readonly { from: number; to: number }[]) =>
    till.seal('stock.released', {
      batch_id: batchOf(raffle),
      lottery_id: raffle.id,
      quantity,
      ranges: [...ranges],
      reason: '',
      authorized_by: null,
      pos_version: '',
    });

  beforeEach(() => {
    world.stream.add(receiveBatch(world.hq, raffle, 20));
    const shares = tills.map((till, n) => ({ till, quantity: 5, from: 1 + 5 * n }));
    world.stream.add(grantTo(world.server, raffle, shares));
  });

  test('[STK1] a till sells its own numbers, each once', () => {
    expect(refusal(sellAt(0, raffle, [1, 2]))).toBeUndefined();
    expect(refusal(sellAt(0, raffle, [1, 1]))).toBe('stock.number_not_own');
    expect(refusal(sellAt(0, raffle, [6]))).toBe('stock.number_not_own');
    expect(refusal(sellAt(0, raffle, [null]))).toBe('stock.number_not_own');
    world.stream.add(sellAt(0, raffle, [1, 2]));
    expect(shareOf(raffle, tills[0])).toMatchObject({ granted: 5, used: 2, ranges: [{ from: 3, to: 5 }] });
    expect(exceptionCodes(world.stream)).toEqual([]);
  });

  test.each([
    ['twice in one sale', [1, 1]],
    ['another till’s', [6, 2]],
    ['that does not exist', [21, 2]],
    ['0', [0, 2]],
    ['that is none', [null, 2]],
  ])(
    '[STK1] a number %s is sold beyond the share: an exception, and it goes back to nobody',
    (_, serials) => {
      world.stream.add(sellAt(0, raffle, serials));
      const isTwice = new Set(serials).size < serials.length;
      const codes = isTwice ? ['stock.oversold', 'stock.serial_sold_twice'] : ['stock.oversold'];
      expect(exceptionCodes(world.stream)).toEqual(codes);
      const [beyond] = world.stream.all('tickets').filter(({ oversold }) => oversold);
      if (!beyond) throw new Error('not marked');
      const before = batch(raffle);
      world.stream.add(cancel(tills[1], shifts[1], beyond));
      expect(batch(raffle).pool).toEqual(before.pool);
      expect(batch(raffle).allotments.map(({ ranges }) => ranges)).toEqual(
        before.allotments.map(({ ranges }) => ranges),
      );
      expect(batch(raffle)).toMatchObject({ sold: 1, remaining_stock: 19 });
    },
  );

  test('[STK1] a number of the pool that a till sold unasked becomes its own', () => {
    world.stream.add(sellAt(0, raffle, [15]));
    expect(exceptionCodes(world.stream)).toEqual([]);
    expect(shareOf(raffle, tills[0])).toMatchObject({ granted: 6, used: 1, ranges: [{ from: 1, to: 5 }] });
    expect(batch(raffle).pool).toEqual([
      { from: 11, to: 14 },
      { from: 16, to: 20 },
    ]);
  });

  const unsound = [
    [
      2,
      [
        { from: 1, to: 1 },
        { from: 1, to: 1 },
      ],
    ],
    [
      3,
      [
        { from: 1, to: 2 },
        { from: 2, to: 2 },
      ],
    ],
    [
      4,
      [
        { from: 1, to: 5 },
        { from: 5, to: 3 },
      ],
    ],
    [2, [{ from: 1, to: 3 }]],
    [2, [{ from: 5, to: 6 }]],
    [1, []],
  ] as const;
  test.each(unsound)('[STK1] %i as %o cannot be released', (quantity, ranges) => {
    expect(refusal(release(tills[0], quantity, ranges))).toBe('stock.not_granted');
    const before = batch(raffle);
    world.stream.add(release(tills[0], quantity, ranges));
    expect(batch(raffle)).toEqual(before);
    expect(exceptionCodes(world.stream)).toEqual(['stock.released_too_much']);
  });

  test.each([
    [
      [
        { from: 11, to: 12 },
        { from: 12, to: 12 },
      ],
    ],
    [
      [
        { from: 11, to: 12 },
        { from: 20, to: 20 },
        { from: 15, to: 14 },
      ],
    ],
    [[{ from: 1, to: 3 }]],
  ])('[STK1] %o cannot be granted as three numbers', (ranges) => {
    const { device_id, epoch } = tills[0];
    const grant = world.server.seal('stock.granted', {
      batch_id: batchOf(raffle),
      lottery_id: raffle.id,
      grants: [{ device_id, epoch, quantity: 3, ranges }],
    });
    expect(world.stream.add(grant)).toBe('quarantined');
  });

  test('[STK1] released numbers are the pool’s again', () => {
    world.stream.add(
      release(tills[0], 3, [
        { from: 1, to: 1 },
        { from: 4, to: 5 },
      ]),
    );
    expect(shareOf(raffle, tills[0])).toMatchObject({ granted: 2, ranges: [{ from: 2, to: 3 }] });
    expect(batch(raffle).pool).toEqual([
      { from: 1, to: 1 },
      { from: 4, to: 5 },
      { from: 11, to: 20 },
    ]);
  });
});

describe('low stock', () => {
  const received = (lottery: LotteryTerms, other: Parameters<typeof receiveBatch>[3] = {}) =>
    receiveBatch(tills[0], lottery, 5, { reorder_threshold: 3, shared: false, ...other });
  const told = () => world.stream.all('notifications');

  test('[STK3] falling to the threshold flags the batch and tells each manager once', () => {
    world.stream.add(received(scratch));
    world.stream.add(sellAt(0, scratch));
    expect([batch(scratch).restock_flag, told().length]).toEqual([false, 0]);
    world.stream.add(sellAt(0, scratch));
    expect(batch(scratch).restock_flag).toBe(true);
    expect(told()).toMatchObject([{ user_id: manager, type: 'inventory_alert', is_read: false }]);
    world.stream.take([sellAt(0, scratch), sellAt(0, scratch), sellAt(0, scratch), sellAt(0, scratch)]);
    expect(told().length).toBe(1);
  });

  test('[STK3] the till tells the same without the server', () => {
    world.stream.take([received(scratch), sellAt(0, scratch), sellAt(0, scratch)], null);
    expect(told().length).toBe(1);
  });

  test('[STK3] one sale that empties two games tells of both', () => {
    world.stream.take([received(scratch), received(otherScratch)]);
    const wishes = [scratch, otherScratch, scratch, otherScratch].map((lottery) => ({ lottery }));
    world.stream.add(sell(tills[0], shifts[0], wishes, { notify: [manager, idOf('c', 3), manager] }));
    expect(told().length).toBe(4);
    expect(told().filter(({ user_id }) => user_id === manager).length).toBe(2);
  });

  test('[STK3] a new batch lowers the flag of the others of its game only; falling again tells again', () => {
    world.stream.take([received(scratch), received(otherScratch)]);
    const wishes = [scratch, otherScratch, scratch, otherScratch].map((lottery) => ({ lottery }));
    world.stream.add(sell(tills[0], shifts[0], wishes));
    world.stream.add(
      received(scratch, {
        batch_id: batchOf(scratch, 2),
        batch_number: 'B-2',
        other_batch_ids: [batchOf(scratch), batchOf(otherScratch)],
      }),
    );
    expect(batch(scratch).restock_flag).toBe(false);
    expect(batch(otherScratch).restock_flag).toBe(true);
    expect(
      world.stream
        .all('stock_levels')
        .map(({ on_hand }) => on_hand)
        .sort(),
    ).toEqual([3, 8]);
    const more = Array.from({ length: 5 }, () => ({ lottery: scratch, batch_id: batchOf(scratch, 2) }));
    world.stream.add(sell(tills[0], shifts[0], more));
    expect(told().length).toBe(3);
  });
});
