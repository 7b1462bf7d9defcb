import fc from 'fast-check';
import { refundOf } from '../../shared/domain/refund.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { availableTo, unallotted } from '../../shared/posting/allotments.ts';
import { takeLowest } from '../../shared/posting/number-ranges.ts';
import { zNumber } from '../../shared/posting/shift.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { PaymentMethod } from '../../shared/schema/scalars.ts';
import { idOf } from '../kit/ids.ts';
import { headOf } from './found-in-stream.ts';
import { batchOf, drawGame, lotteries, raffle } from './games.ts';
import type { Journal } from './journal.ts';
import { cancel, cashPaid, coins, type LineWish, saleBody, sell } from './sale-entries.ts';
import { closeShift, handOver, moveCash, noSale, openShift } from './shift-entries.ts';
import { closeDraw, grantTo, receiveBatch } from './stock-entries.ts';
import { World } from './world.ts';

/** A step of a random day at a store. The numbers choose among what there is then, so that steps can be left out. */
export interface Step {
  readonly do:
    | 'sell'
    | 'cancel'
    | 'receive'
    | 'grant'
    | 'release'
    | 'open_shift'
    | 'close_shift'
    | 'move_cash'
    | 'no_sale'
    | 'hand_over'
    | 'new_epoch'
    | 'close_draw'
    | 'print_again'
    | 'print_original';
  readonly till: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const weights = {
  sell: 12,
  cancel: 6,
  receive: 3,
  grant: 4,
  release: 2,
  open_shift: 1,
  close_shift: 1,
  move_cash: 4,
  hand_over: 1,
} as const;
const rare = ['new_epoch', 'close_draw', 'print_again', 'print_original', 'no_sale'] as const;

export const anyDay: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom<Step['do'][]>(
      ...Object.entries(weights).flatMap(([step, times]) =>
        Array<Step['do']>(times).fill(step as Step['do']),
      ),
      ...rare,
    ),
    till: fc.nat(2),
    a: fc.nat(30),
    b: fc.nat(30),
    c: fc.nat(30),
  }),
  // Long days: short ones never come to a batch sold out and a ticket taken back twice.
  { minLength: 1, maxLength: 60, size: 'max' },
);

interface TillState {
  journal: Journal;
  /** Journals of lost epochs, which may yet send. */
  readonly older: Journal[];
  shift: string;
}

/** Plays a day, entry by entry, with nobody checking what a till should not do. `after` is called after each entry. */
export function playDay(steps: readonly Step[], after: (world: World) => void = () => {}): World {
  const world = new World();
  const { stream } = world;
  const add = (entry: Envelope): void => {
    stream.add(entry);
    after(world);
  };
  const shiftOf = (entry: Envelope): string => {
    add(entry);
    return stream.all('shifts').at(-1)?._id ?? '';
  };
  const tills: TillState[] = [1, 2, 3].map((n) => {
    const journal = world.till(idOf('d', n));
    return { journal, older: [], shift: shiftOf(openShift(journal)) };
  });
  const stocked = lotteries.filter((lottery) => lottery.stock !== 'none');
  for (const lottery of stocked) {
    const number_range = lottery.stock === 'range' ? { from: 101, to: 112 } : null;
    add(receiveBatch(world.hq, lottery, 12, { number_range, reorder_threshold: 2 }));
    add(
      grantTo(
        world.server,
        lottery,
        tills.map(({ journal: till }, n) => ({
          till,
          quantity: 3,
          ...(number_range ? { from: 101 + 3 * n } : {}),
        })),
      ),
    );
  }
  const batches = (): readonly Inventory[] => stream.all('inventory');

  for (const step of steps) {
    const state = tills[step.till % tills.length];
    if (!state) continue;
    // Now and then an entry of an epoch that was thought lost turns up.
    const till = (step.c % 7 === 0 && state.older[step.b % Math.max(1, state.older.length)]) || state.journal;
    const batch = batches()[step.b % Math.max(1, batches().length)];
    switch (step.do) {
      case 'sell': {
        const wishes = Array.from({ length: 1 + (step.c % 4) }, (_, n): LineWish => {
          const lottery = lotteries[(step.a + n) % lotteries.length] ?? drawGame;
          const wanted = batches().filter((b) => b.lottery_id === lottery.id);
          const from = wanted[step.b % Math.max(1, wanted.length)];
          const own = from?.allotments.find((a) => a.device_id === till.device_id && a.epoch === till.epoch);
          return {
            lottery,
            draw: step.b,
            boards: 1 + (step.a % 3),
            ...(from ? { batch_id: from._id } : {}),
            // Mostly a number of its own; now and then anyone's, twice, or none that exists.
            serial:
              lottery.stock === 'range'
                ? step.c % 3
                  ? (own?.ranges[0]?.from ?? 3)
                  : step.a
                : lottery.stock === 'count' && step.b % 2
                  ? step.c
                  : null,
          };
        });
        const method = (['cash', 'card', 'wallet'] as const)[step.a % 3] ?? 'cash';
        const hour = step.b % 24;
        add(
          sell(till, state.shift, wishes, {
            hour,
            payment: paymentOf(method, till, state.shift, wishes),
          }),
        );
        break;
      }
      case 'cancel': {
        const tickets = stream.all('tickets');
        const ticket = tickets[(step.a * 31 + step.b) % Math.max(1, tickets.length)];
        if (!ticket) break;
        const ground = ticket.late_at === null ? 'cancelled' : 'late';
        const refund = refundOf(ticket, coins);
        add(cancel(till, state.shift, ticket, { ground, refund, hour: step.c % 24 }));
        break;
      }
      case 'receive': {
        const lottery = stocked[step.a % stocked.length] ?? raffle;
        const batch_number = `B-${step.b % 2}`;
        const first = 1 + 100 * (step.b % 2);
        const quantity = 1 + (step.c % 8);
        add(
          receiveBatch(till, lottery, quantity, {
            batch_id: batchOf(lottery, step.b % 2),
            batch_number,
            number_range: lottery.stock === 'range' ? { from: first, to: first + quantity - 1 } : null,
            reorder_threshold: step.a % 4,
            shared: step.c % 2 === 0,
            other_batch_ids: batches().map((b) => b._id),
          }),
        );
        break;
      }
      case 'grant': {
        if (!batch) break;
        // One more than there is, now and then: it must not post.
        const quantity = Math.max(1, Math.min(1 + (step.a % 4), unallotted(batch)) + (step.c === 0 ? 1 : 0));
        const grant = {
          device_id: till.device_id,
          epoch: till.epoch,
          quantity,
          ranges: batch.number_range ? takeLowest(batch.pool, quantity) : [],
        };
        add(
          world.server.seal('stock.granted', {
            batch_id: batch._id,
            lottery_id: batch.lottery_id,
            grants: [grant],
          }),
        );
        break;
      }
      case 'release': {
        if (!batch) break;
        const share = batch.allotments.find((a) => a.device_id === till.device_id && a.epoch === till.epoch);
        const quantity = Math.max(
          1,
          Math.min(1 + (step.a % 3), availableTo(batch, till)) + (step.c === 0 ? 1 : 0),
        );
        add(
          till.seal('stock.released', {
            batch_id: batch._id,
            lottery_id: batch.lottery_id,
            quantity,
            ranges: batch.number_range ? takeLowest(share?.ranges ?? [], quantity) : [],
            reason: '',
            authorized_by: null,
            pos_version: '0.1.0',
          }),
        );
        break;
      }
      case 'open_shift':
        state.shift = shiftOf(openShift(till, 1_000 * step.a));
        break;
      case 'close_shift': {
        const { z_reports } = headOf(stream, till);
        add(closeShift(till, state.shift, 100 * step.a, zNumber(till.tillNumber, z_reports + 1)));
        break;
      }
      case 'move_cash': {
        const movement = (['in', 'out', 'safe_drop'] as const)[step.a % 3] ?? 'in';
        add(moveCash(till, state.shift, movement, 100 + step.b));
        break;
      }
      case 'no_sale':
        add(noSale(till, state.shift));
        break;
      case 'hand_over': {
        const { z_reports } = headOf(stream, till);
        const number = zNumber(till.tillNumber, z_reports + 1);
        state.shift = shiftOf(handOver(till, state.shift, 100 * step.a, number, idOf('e', step.b)));
        break;
      }
      case 'new_epoch': {
        const { entry, till: next } = world.enrolment(state.journal.device_id, state.journal);
        add(entry);
        state.older.push(state.journal);
        state.journal = next;
        break;
      }
      case 'close_draw':
        add(closeDraw(world.server, step.a % 3 === 0 ? raffle : drawGame, step.a % 3 === 0 ? 0 : step.b % 2));
        break;
      case 'print_original': {
        const ticket = stream.all('tickets')[step.a];
        if (!ticket) break;
        const { _id, ticket_number } = ticket;
        const how = step.b % 2 === 0 ? 'original' : 'found';
        add(till.seal('ticket.printed', { ticket_id: _id, ticket_number, how, pos_version: '' }));
        break;
      }
      case 'print_again': {
        const ticket = stream.all('tickets')[step.a];
        if (!ticket) break;
        const { _id, ticket_number } = ticket;
        add(
          till.seal('ticket.printed_again', { ticket_id: _id, ticket_number, reason: '', pos_version: '' }),
        );
        break;
      }
    }
  }
  return world;
}

function paymentOf(method: PaymentMethod, till: Journal, shift: string, wishes: readonly LineWish[]) {
  const { total } = saleBody(till, shift, wishes).totals;
  if (method === 'cash') return cashPaid(total);
  return { method, tendered: total, change: 0, reference: 'A-1' };
}
