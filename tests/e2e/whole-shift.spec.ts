import { expect } from '@playwright/test';
import { hasSlip } from '../../shared/domain/bearer-slip.ts';
import { NetworkPrinter } from '../printing/emulator/network-printer.ts';
import { CashierHands } from './fixtures/cashier-hands.ts';
import { sqliteDatabase } from './fixtures/central-database.ts';
import { test } from './fixtures/desktop.ts';
import { expectSoundBooks } from './fixtures/expect-books.ts';
import { expectHoldsAll } from './fixtures/held-documents.ts';
import { type PaperSlip, paperOf } from './fixtures/paper-roll.ts';
import { plugInSerialPrinter } from './fixtures/serial-printer.ts';
import type { TestServer } from './fixtures/server.ts';
import { jammed, totalOf } from './fixtures/shift-plan.ts';
import { clockAt } from './fixtures/stage.ts';
import { TillPage } from './fixtures/till-page.ts';
import {
  cardRefund,
  cashier,
  cashRefund,
  counted,
  drop,
  float,
  handedOver,
  manager,
  missing,
  playShift,
  surplus,
} from './fixtures/whole-shift.ts';

test.setTimeout(240_000);

// A morning, hours before any cut-off.
const morning = () => ({ clockOffsetMs: clockAt('2027-03-08T15:00:00Z') });
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Paper, Z reports, shifts, the days' totals and every sale: one figure each, to the cent. */
async function expectAgreement(
  { page, printer }: CashierHands,
  server: TestServer,
  reports: readonly [PaperSlip, PaperSlip],
): Promise<void> {
  const gross = cashier.cash + cashier.card + manager.cash + manager.card;
  const refunds = cashRefund + cardRefund;
  const papers = paperOf(printer).filter(({ ticketNumber }) => ticketNumber !== null);
  expect(papers).toHaveLength(cashier.slips + manager.slips);
  expect(sum(papers.map((paper) => paper.amount('Total')))).toBe(cashier.onSlips + manager.onSlips);
  const receipts = paperOf(printer).filter((slip) => slip.has('Transaction'));
  expect(receipts).toHaveLength(39);
  const withoutReceipt = sum(jammed.map(({ games }) => totalOf(games)));
  expect(sum(receipts.map((receipt) => receipt.amount('Total')))).toBe(gross - withoutReceipt);

  const central = sqliteDatabase(server.dataDir);
  try {
    await expectSoundBooks(central);
    await expectHoldsAll(page, central);
    const shifts = (await central.all('shifts')).sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1));
    expect(shifts).toMatchObject([
      {
        status: 'closed',
        opening_float: float,
        cash_sales: cashier.cash,
        card_sales: cashier.card,
        cash_refunds: cashRefund,
        card_refunds: 0,
        cash_out: 0,
        safe_drops: 0,
        tickets_sold: cashier.tickets,
        tickets_cancelled: 1,
        expected_cash: handedOver + missing,
        counted_cash: handedOver,
        difference: -missing,
      },
      {
        status: 'closed',
        opening_float: handedOver,
        cash_sales: manager.cash,
        card_sales: manager.card,
        cash_refunds: 0,
        card_refunds: cardRefund,
        cash_out: drop,
        safe_drops: drop,
        tickets_sold: manager.tickets,
        tickets_cancelled: 1,
        expected_cash: counted - surplus,
        counted_cash: counted,
        difference: surplus,
      },
    ]);
    for (const [index, shift] of shifts.entries()) {
      const report = reports[index];
      expect(report?.lines[0]).toBe(`Z report ${shift.z_number}`);
      const says = (name: string) => report?.amount(name) ?? Number.NaN;
      expect({
        opening_float: says('Opening float'),
        cash_sales: says('Cash sales'),
        card_sales: says('Card sales'),
        cash_refunds: 0 - says('Cash refunds'),
        card_refunds: 0 - says('Card refunds'),
        safe_drops: 0 - says('Safe drops'),
        expected_cash: says('Expected cash'),
        counted_cash: says('Counted cash'),
        difference: says('Difference'),
      }).toEqual({
        opening_float: shift.opening_float,
        cash_sales: shift.cash_sales,
        card_sales: shift.card_sales,
        cash_refunds: shift.cash_refunds,
        card_refunds: shift.card_refunds,
        safe_drops: shift.safe_drops,
        expected_cash: shift.expected_cash,
        counted_cash: shift.counted_cash,
        difference: shift.difference,
      });
    }

    const totals = await central.all('day_totals');
    const taken = (method: string) =>
      totals
        .filter(({ payment_method }) => payment_method === method)
        .reduce((net, { sales_amount, reversals_amount }) => net + sales_amount - reversals_amount, 0);
    expect([taken('cash'), taken('card')]).toEqual([
      cashier.cash + manager.cash - cashRefund,
      cashier.card + manager.card - cardRefund,
    ]);
    expect(sum(totals.map(({ sales_count }) => sales_count))).toBe(cashier.tickets + manager.tickets);
    expect(sum(totals.map(({ tax }) => tax))).toBe(cashier.tax + manager.tax);
    const sales = await central.all('sales');
    expect(sum(sales.map(({ total_amount }) => total_amount))).toBe(gross - refunds);
    const tickets = await central.all('tickets');
    expect(tickets).toHaveLength(cashier.tickets + manager.tickets);
    const drawn = tickets.filter(hasSlip);
    expect(drawn.map(({ ticket_number }) => ticket_number).toSorted()).toEqual(
      papers.map(({ ticketNumber }) => ticketNumber ?? '').toSorted(),
    );
    expect(tickets.filter(({ status }) => status === 'cancelled')).toHaveLength(2);
    expect([...(await central.all('quarantine')), ...(await central.all('exceptions'))]).toEqual([]);
  } finally {
    await central.close();
  }
}

const title =
  '[SFT1] [SFT2] [MNY1] [MNY3] [TKT4] [TKT5] [SYN7] a whole shift of 40 sales agrees to the cent on paper, in the Z reports and centrally';

test(`${title}: in a browser`, async ({ stage }) => {
  const server = await stage.server(morning());
  const machine = stage.machine();
  await machine.open('about:blank');
  const printer = await plugInSerialPrinter(machine.context);
  const page = machine.context.pages()[0] ?? (await machine.context.newPage());
  await page.goto(server.url);
  const hands = new CashierHands(new TillPage(page), printer);
  await hands.till.enrol('DEMO-TILL-0001');
  await expectAgreement(hands, server, await playShift(hands, server));
});

test(`${title}: in Electron’s way`, async ({ stage, desktop }) => {
  const server = await stage.server(morning());
  const network = await NetworkPrinter.start();
  try {
    const page = await desktop({ server: server.url }).start();
    // As More → Printer keeps it; main carries the bytes.
    await page.evaluate((address) => {
      const target = { way: 'network', ...address };
      const settings = { kind: 'receipt_printer', target, columns: 48, codePage: 'cp858' };
      localStorage.setItem('tillside.printer', JSON.stringify(settings));
    }, network.address);
    await page.reload();
    const hands = new CashierHands(new TillPage(page), network.printer);
    await hands.till.enrol('DEMO-TILL-0001');
    await expectAgreement(hands, server, await playShift(hands, server));
  } finally {
    await network.stop();
  }
});
