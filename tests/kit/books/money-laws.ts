import { cashRoundingOf } from '../../../shared/domain/currencies.ts';
import type { CashRounding } from '../../../shared/journal/bodies/cash-rounding.ts';
import type { TicketCancelled } from '../../../shared/journal/bodies/sale.ts';
import { chainStream } from '../../../shared/journal/entry.ts';
import type { EntryOf } from '../../../shared/journal/kinds.ts';
import { takenOf } from '../../../shared/posting/day-totals.ts';
import type { ChainSettings } from '../../../shared/schema/chain-settings.ts';
import type { Block } from '../../../sync-server/store/port.ts';
import { type Books, type CountedDay, expectedOf } from './books.ts';
import type { Ledger } from './ledger.ts';
import { mustHold } from './violation.ts';

const methods = ['cash', 'card', 'wallet'] as const;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** MNY1, MNY2: of one sale, or one refund, as it was made. */
export function checkSaleAmounts(
  entry: Block['entries'][number]['entry'],
  settings: ChainSettings | undefined,
): void {
  const rounding = settings?.rounding;
  if (entry.kind === 'ticket.cancelled') {
    const { ticket_number, refund } = (entry as unknown as EntryOf<'ticket.cancelled'>).body;
    checkCash(`refund of ${ticket_number}`, refund, settings);
  }
  if (entry.kind !== 'sale.completed') return;
  const { body } = entry as unknown as EntryOf<'sale.completed'>;
  const { payment, totals, lines } = body;
  const amounts = [
    payment.tendered,
    payment.change,
    totals.total,
    ...lines.flatMap(({ price, tax }) => [price, tax]),
  ];
  mustHold(
    'MNY1',
    amounts.every(Number.isSafeInteger) &&
      lines.every(({ price, tax, total }) => price + tax === total) &&
      sum(lines.map(({ price }) => price)) === totals.price &&
      sum(lines.map(({ tax }) => tax)) === totals.tax &&
      totals.price + totals.tax === totals.total &&
      payment.tendered - payment.change === totals.total + roundedBy(payment),
    () => `sale ${body.transaction_id} does not add up: ${JSON.stringify({ payment, totals })}`,
  );
  mustHold(
    'MNY2',
    body.rounding === rounding,
    () => `sale ${body.transaction_id} is rounded ${body.rounding}`,
  );
  checkCash(`sale ${body.transaction_id}`, { ...totals, ...payment }, settings);
  if (rounding !== 'half_up') return;
  for (const { price, tax, tax_rate_bp } of lines) {
    const halfUp = (BigInt(price) * BigInt(tax_rate_bp) + 5_000n) / 10_000n;
    mustHold(
      'MNY2',
      BigInt(tax) === halfUp,
      () => `tax on ${price} at ${tax_rate_bp} bp is ${halfUp}, not ${tax}`,
    );
  }
}

const roundedBy = ({ cash_rounding }: { readonly cash_rounding?: CashRounding }): number =>
  cash_rounding?.amount ?? 0;

/** MNY2: cash to the nearest coin there is, counted here by trying the amounts around it; everything else exact. */
function checkCash(
  name: string,
  { method, total, cash_rounding }: TicketCancelled['refund'],
  settings: ChainSettings | undefined,
): void {
  const step = settings ? cashRoundingOf(settings).step : 1;
  if (method !== 'cash' || step === 1) {
    mustHold('MNY2', cash_rounding === undefined, () => `${name} is rounded though it is exact`);
    return;
  }
  const paid = total + (cash_rounding?.amount ?? Number.NaN);
  mustHold(
    'MNY2',
    paid % step === 0 && 2 * Math.abs(paid - total) <= step && cash_rounding?.step === step,
    () => `${name} of ${total} changes hands as ${paid}`,
  );
}

export const settingsOf = (ledger: Ledger): ChainSettings | undefined =>
  ledger.all(chainStream, 'chain_settings')[0];

/** MNY3: every day total is what the journal comes to, to the hour, and so are the sales. */
export function checkDays(ledger: Ledger, stream: string, books: Books): void {
  const totals = ledger.all(stream, 'day_totals');
  mustHold(
    'MNY3',
    totals.length === books.days.size,
    () => `${stream} has ${totals.length} day totals, its journal ${books.days.size}`,
  );
  for (const total of totals) {
    const posted: CountedDay = {
      sales: total.sales_amount,
      salesCount: total.sales_count,
      reversals: total.reversals_amount,
      reversalsCount: total.reversals_count,
      tax: total.tax,
      rounded: total.cash_rounding,
      hours: total.hours.map((hour) => ({
        sales: hour.sales_amount,
        salesCount: hour.sales_count,
        reversals: hour.reversals_amount,
        reversalsCount: hour.reversals_count,
      })),
    };
    const [there, counted] = [JSON.stringify(posted), JSON.stringify(books.days.get(total._id))];
    mustHold(
      'MNY3',
      there === counted,
      () => `day total ${total._id} is ${there}, in the journal ${counted}`,
    );
  }
  const taken = sum(totals.map(takenOf));
  const sales = sum(ledger.all(stream, 'sales').map(({ total_amount }) => total_amount));
  mustHold('MNY3', taken === sales, () => `${stream} took ${taken}, its sales come to ${sales}`);
}

/** MNY4: what came in by each way of paying lies in a shift, and what a shift has came in; SFT1, of each drawer. */
export function checkDrawers(ledger: Ledger, stream: string, books: Books): void {
  const shifts = ledger.all(stream, 'shifts');
  const sales = ledger.all(stream, 'sales');
  for (const method of methods) {
    const inDrawers = sum(shifts.map((shift) => shift[`${method}_sales`] - shift[`${method}_refunds`]));
    const paid = sum(
      sales.flatMap(({ payment_method, total_amount }) => (payment_method === method ? [total_amount] : [])),
    );
    const stray = books.strays.net[method];
    mustHold(
      'MNY4',
      inDrawers + stray === paid,
      () => `${stream}: ${paid} paid by ${method}, shifts have ${inDrawers}, no shift ${stray}`,
    );
  }
  const exceptions = ledger.all(stream, 'exceptions');
  const unknown = exceptions.filter(({ code }) => code === 'shift.unknown').length;
  mustHold(
    'MNY4',
    unknown >= books.strays.count,
    () => `${stream}: money without a shift and without an exception`,
  );
  mustHold('SFT1', shifts.length === books.shifts.size, () => `${stream}: ${shifts.length} shifts`);
  for (const shift of shifts) {
    const counted = books.shifts.get(shift._id);
    const expected = counted ? expectedOf(counted) : null;
    mustHold(
      'SFT1',
      counted !== undefined && shift.expected_cash === expected && shift.opening_float === counted.float,
      () => `shift ${shift._id} expects ${shift.expected_cash}, by its entries ${expected}`,
    );
    mustHold(
      'SFT1',
      shift.counted_cash === counted.counted && shift.difference === counted.difference,
      () => `shift ${shift._id}: ${shift.difference} apart, by its entries ${counted.difference}`,
    );
    mustHold(
      'TKT5',
      shift.misprints === counted.misprints,
      () => `shift ${shift._id} has ${shift.misprints} misprints, by its entries ${counted.misprints}`,
    );
    mustHold(
      'SFT1',
      shift.tickets_sold === counted.sold && shift.tickets_cancelled === counted.cancelled,
      () => `shift ${shift._id} sold ${shift.tickets_sold} and cancelled ${shift.tickets_cancelled} tickets`,
    );
  }
  checkZ(ledger, stream, books);
}

/** SFT2: Z numbers never repeat but beside an exception, and a drawer has one open shift. */
function checkZ(ledger: Ledger, stream: string, books: Books): void {
  const shifts = ledger.all(stream, 'shifts');
  const exceptions = ledger.all(stream, 'exceptions');
  const raised = (wanted: string) => exceptions.filter(({ code }) => code === wanted).length;
  const numbers = shifts.flatMap(({ z_number }) => z_number ?? []);
  mustHold('SFT2', new Set(numbers).size === numbers.length, () => `${stream} has a Z number twice`);
  mustHold(
    'SFT2',
    books.counts.zRepeated <= raised('shift.z_number_wrong'),
    () => `${stream}: ${books.counts.zRepeated} Z numbers were printed again without an exception`,
  );
  const open = shifts.filter(({ status }) => status === 'open');
  const drawers = new Set(open.map(({ device_id }) => device_id));
  mustHold(
    'SFT2',
    open.length - drawers.size <= raised('shift.second_open'),
    () => `${stream} has ${open.length} open shifts at ${drawers.size} drawers`,
  );
}
