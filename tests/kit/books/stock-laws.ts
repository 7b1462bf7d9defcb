import { unallotted } from '../../../shared/posting/allotments.ts';
import type { Inventory } from '../../../shared/schema/inventory.ts';
import type { Books } from './books.ts';
import type { Ledger } from './ledger.ts';
import { mustHold } from './violation.ts';

/** STK1, STK2: of one batch, as it stands in a block. */
export function checkBatch(batch: Inventory): void {
  const name = `batch ${batch.batch_number}`;
  mustHold(
    'STK2',
    batch.total_stock === batch.sold + batch.returned + batch.damaged + batch.remaining_stock,
    () => `${name} does not add up: ${JSON.stringify(batch)}`,
  );
  mustHold('STK1', unallotted(batch) >= 0, () => `${name} is shared out beyond its stock`);
}

/** STK1, STK2: nothing beyond the batch is shared out, and sold beyond a share only beside an exception. */
export function checkStock(ledger: Ledger, stream: string): void {
  const exceptions = ledger.all(stream, 'exceptions');
  const standing = Map.groupBy(
    ledger.all(stream, 'tickets').filter(({ status }) => status !== 'cancelled'),
    ({ batch_id }) => batch_id,
  );
  for (const batch of ledger.all(stream, 'inventory')) {
    const name = `batch ${batch.batch_number}`;
    const tickets = standing.get(batch._id) ?? [];
    mustHold(
      'STK2',
      batch.sold === tickets.length,
      () => `${name} sold ${batch.sold}, tickets ${tickets.length}`,
    );
    for (const { device_id, epoch, used } of batch.allotments) {
      const own = tickets.filter(
        (ticket) => ticket.device_info.device_id === device_id && ticket.epoch === epoch,
      );
      mustHold(
        'STK1',
        used === own.length,
        () => `${name}: epoch ${epoch} of ${device_id} used ${used} of its share and sold ${own.length}`,
      );
    }
    const used = batch.allotments.reduce((sum, share) => sum + share.used, 0);
    mustHold(
      'STK1',
      used === batch.sold,
      () => `${name}: shares say ${used} were sold, the batch ${batch.sold}`,
    );
    const beyond = batch.allotments.reduce((sum, share) => sum + Math.max(0, share.used - share.granted), 0);
    const raised = exceptions.filter(
      ({ code, concerns }) => code === 'stock.oversold' && concerns[0] === `inventory/${batch._id}`,
    );
    mustHold(
      'STK1',
      beyond <= raised.length,
      () => `${name}: ${beyond} were sold beyond a share, ${raised.length} exceptions say so`,
    );
  }
}

/** STK4: of the tickets that have one printed number and stand, an exception names each but the first. */
export function checkSerials(ledger: Ledger, stream: string): void {
  const named = new Set(
    ledger
      .all(stream, 'exceptions')
      .filter(({ code }) => code === 'stock.serial_sold_twice')
      .map(({ concerns }) => concerns[1]),
  );
  const firsts = new Map<string, string>();
  for (const { _id, ticket_number, status, batch_id, selection } of ledger.all(stream, 'tickets')) {
    if (status === 'cancelled' || batch_id === null || selection.serial === null) continue;
    if (named.has(`tickets/${_id}`)) continue;
    const number = `${batch_id}/${selection.serial}`;
    const first = firsts.get(number);
    mustHold(
      'STK4',
      first === undefined,
      () => `tickets ${first} and ${ticket_number} have the printed number ${number}, no exception says so`,
    );
    firsts.set(number, ticket_number);
  }
}

/** STK3: each level and its flag are what the entries come to, and each manager was told of each fall once. */
export function checkLevels(ledger: Ledger, stream: string, books: Books): void {
  for (const { _id, on_hand, reorder_threshold, restock_flag } of ledger.all(stream, 'stock_levels')) {
    const there = JSON.stringify({ onHand: on_hand, threshold: reorder_threshold, flag: restock_flag });
    const counted = JSON.stringify(books.levels.get(_id));
    mustHold('STK3', there === counted, () => `stock level ${_id} is ${there}, by its entries ${counted}`);
  }
  const told = new Map<string, number>();
  for (const { user_id, type } of ledger.all(stream, 'notifications')) {
    if (type === 'inventory_alert') told.set(user_id, (told.get(user_id) ?? 0) + 1);
  }
  for (const user of new Set([...told.keys(), ...books.notices.keys()])) {
    mustHold(
      'STK3',
      told.get(user) === books.notices.get(user),
      () =>
        `${user} was told ${told.get(user)} times that stock is low, it fell ${books.notices.get(user)} times`,
    );
  }
}

/** DRW2: what stands before its draw's close takes part, what comes after is late. */
export function checkDraws(ledger: Ledger, stream: string, books: Books): void {
  for (const draw of ledger.all(stream, 'store_draws')) {
    const there = JSON.stringify({
      closed: draw.status === 'closed',
      tickets: draw.tickets,
      amount: draw.amount,
      late: draw.late_tickets,
    });
    const counted = JSON.stringify(books.draws.get(draw._id));
    mustHold('DRW2', there === counted, () => `draw ${draw._id} is ${there}, by its entries ${counted}`);
  }
  for (const { ticket_number, late_at } of ledger.all(stream, 'tickets')) {
    const late = books.tickets.get(ticket_number)?.late;
    mustHold(
      'DRW2',
      (late_at !== null) === late,
      () => `ticket ${ticket_number} is late: ${late}, says ${late_at}`,
    );
  }
}
