import type {
  BasketLine,
  Offer,
  Payment,
  PricedBasket,
  PrintableTicket,
  TillView,
} from '../../../renderer/till/api.ts';
import { priceLine } from '../../../shared/domain/baskets.ts';
import { businessDayOf } from '../../../shared/domain/business-day.ts';
import { payableOf } from '../../../shared/domain/cash-rounding.ts';
import { upcomingDraws } from '../../../shared/domain/draws.ts';
import { securityCode, securityCodeHash, ticketNumber } from '../../../shared/domain/ticket-number.ts';
import { must, refuse } from '../../../shared/result.ts';
import type { Ticket } from '../../../shared/schema/tickets.ts';

const secret = '11'.repeat(32);

export function fakePrice(view: TillView, lines: readonly BasketLine[]): PricedBasket {
  const priced = lines.map((line) => {
    const lottery = must(
      view.lotteries.find(({ _id }) => _id === line.lottery_id),
      'lottery',
    );
    const tickets = line.quantity * Math.max(1, line.draw_dates.length);
    const one = priceLine({ ...lottery, boards: Math.max(1, line.boards.length), rounding: 'half_up' });
    return { tickets, price: one.price * tickets, tax: one.tax * tickets, total: one.total * tickets };
  });
  const sum = (key: 'tickets' | 'price' | 'tax' | 'total') =>
    priced.reduce((all, line) => all + line[key], 0);
  return {
    lines: priced,
    tickets: sum('tickets'),
    price: sum('price'),
    tax: sum('tax'),
    total: sum('total'),
    cash: payableOf(sum('total'), 'cash', view.settings),
  };
}

export function fakeOffers(
  view: TillView,
  now: string,
  offline: boolean,
  sold: ReadonlyMap<string, number>,
): Offer[] {
  return view.lotteries.map((lottery, index): Offer => {
    const batch = view.inventory.find(({ lottery_id }) => lottery_id === lottery._id);
    const used = sold.get(lottery._id) ?? 0;
    return {
      lottery,
      slots: upcomingDraws(lottery, now, lottery.max_draws),
      available: batch ? batch.remaining_stock - used : null,
      nextSerial: batch?.number_range ? batch.number_range.from + 12 + used : null,
      blocked: offline && index === 0 ? refuse('offline.not_allowed').refusal : null,
      offlineUntil:
        offline && lottery.offline_policy.max_hours !== null
          ? new Date(Date.parse(now) + lottery.offline_policy.max_hours * 180_000).toISOString()
          : null,
      offlineTicketsLeft: offline ? lottery.offline_policy.max_tickets : null,
    };
  });
}

export interface FakeSale {
  readonly view: TillView;
  readonly offers: readonly Offer[];
  readonly lines: readonly BasketLine[];
  readonly payment: Payment;
  readonly now: string;
  readonly seq: number;
}

export function fakeTickets({ view, offers, lines, payment, now, seq }: FakeSale): PrintableTicket[] {
  const made: PrintableTicket[] = [];
  for (const line of lines) {
    const offer = must(
      offers.find(({ lottery }) => lottery._id === line.lottery_id),
      'offer',
    );
    for (let n = 0; n < line.quantity; n++) {
      for (const draw of line.draw_dates.length === 0 ? [null] : line.draw_dates) {
        const number = ticketNumber({ storeCode: view.store.code, tillNumber: 2, seq, line: made.length });
        const code = securityCode(number, secret);
        made.push({
          ticket: {
            ...fakeTicket(view, offer, line, payment, now),
            ...identity(number, code, made.length, seq),
            draw_date: draw,
          },
          lottery: offer.lottery,
          securityCode: code,
          copy: null,
        });
      }
    }
  }
  return made;
}

const identity = (ticket_number: string, code: string, line: number, seq: number) => ({
  transaction_id: `N0RT-2-${seq}`,
  _id: (seq * 1000 + line).toString(16).padStart(24, '0'),
  ticket_number,
  security_code_hash: securityCodeHash(ticket_number, code),
});

type Rest = Omit<Ticket, keyof ReturnType<typeof identity> | 'draw_date'>;

function fakeTicket(view: TillView, offer: Offer, line: BasketLine, payment: Payment, now: string): Rest {
  const money = priceLine({ ...offer.lottery, boards: Math.max(1, line.boards.length), rounding: 'half_up' });
  return {
    stream: view.store._id,
    rev: 0,
    lottery_id: offer.lottery._id,
    store_id: view.store._id,
    user_id: view.users[1]?._id ?? '',
    purchase_datetime: now,
    status: 'sold',
    winning_amount: null,
    payment_method: payment.method,
    device_info: { device_id: view.device?._id ?? '', pos_version: '0.1.0' },
    customer_info: null,
    created_at: now,
    updated_at: now,
    slip_number: null,
    selection: { boards: [...line.boards], serial: offer.nextSerial ?? line.printed?.serial ?? null },
    registered_at: null,
    late_at: null,
    reprints: 0,
    sale_id: view.store._id,
    batch_id: line.printed?.batchId ?? null,
    cutoff_at: offer.slots[0]?.cutoff_at ?? null,
    price: money.price,
    tax: money.tax,
    total_amount: money.total,
    business_day: businessDayOf(now, view.store).business_day,
    clock: 'bounded',
    cancelled_at: null,
    epoch: 1,
    oversold: false,
    reversed_by: null,
  };
}
