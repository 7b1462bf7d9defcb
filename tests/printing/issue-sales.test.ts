import { beforeEach, describe, expect, test, vi } from 'vitest';
import { issueSales, printShownSale } from '../../renderer/register/printing/issue-sales.ts';
import { printSlips } from '../../renderer/register/printing/print-slips.ts';
import { SlipPrinter } from '../../renderer/register/printing/slip-printer.ts';
import { createRegisterStore } from '../../renderer/register/register-store.ts';
import type { SlipDocument } from '../../renderer/register/slips/slip-document.ts';
import type { Register } from '../../renderer/register/till-context.ts';
import { clearBasket } from '../../renderer/register/transitions/basket.ts';
import { openPanel } from '../../renderer/register/transitions/panels.ts';
import { showReceipt } from '../../renderer/register/transitions/payment.ts';
import { forgetPerson } from '../../renderer/register/transitions/shift.ts';
import { refusalText } from '../../renderer/texts/refusal-text.ts';
import type { CompletedSale, Till } from '../../renderer/till/api.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import { startSceneTill } from '../register/preview/scene-till.ts';
import { readyScene } from '../register/ready-scene.ts';
import { testTexts } from '../register/test-texts.ts';

const page = { kind: 'page' };
const receiptPrinter = {
  kind: 'receipt_printer',
  target: { way: 'serial', baudRate: 9600 },
  columns: 48,
  codePage: 'cp858',
};

/** A counter whose system printer is done with a page only when the test says so. */
async function counter(settings: object) {
  const till = await startSceneTill({ ...readyScene, saleMs: 0 });
  const store = createRegisterStore();
  const pages: { readonly slips: readonly SlipDocument[]; readonly done: (how: Result<unknown>) => void }[] =
    [];
  const sent: Uint8Array[] = [];
  const printer: SlipPrinter = new SlipPrinter(
    {
      print: () => new Promise((done) => pages.push({ slips: printer.state.getState().page ?? [], done })),
      printers: {
        ways: ['serial'],
        send: async (_target, bytes) => {
          sent.push(bytes);
          return ok({ paperLow: false });
        },
        chooseDevice: async () => true,
      },
    },
    { getItem: () => JSON.stringify(settings), setItem: () => undefined },
  );
  const slip = (label: string, original?: string): SlipDocument => ({
    label,
    locale: 'en',
    lines: [],
    ...(original === undefined ? {} : { original }),
  });
  const slips = (): ReturnType<Register['slips']> => ({
    ticket: ({ ticket }) => slip(ticket.ticket_number, ticket.ticket_number),
    receipt: () => slip('Receipt'),
    report: () => slip('Report'),
    cash: () => slip('Cash'),
  });
  const register = { till, store, printer, slips, t: testTexts('en').t };
  issueSales(register);
  const sell = async (count = 1): Promise<CompletedSale> => {
    const sale = await sellAt(till, count);
    store.answer(showReceipt(sale, 0));
    return sale;
  };
  return { register, till, store, printer, pages, sent, sell, unprinted: () => till.state().unprinted };
}

async function sellAt(till: Till, count: number): Promise<CompletedSale> {
  const offer = till.state().offers[1];
  const lottery_id = offer?.lottery._id ?? '';
  const lines = Array.from({ length: count }, () => ({
    lottery_id,
    quantity: 1,
    boards: [till.quickPick(lottery_id)],
    draw_dates: [offer?.slots[0]?.draw_date ?? ''],
  }));
  const sold = await till.sell(lines, { method: 'cash', tendered: 100_000, reference: null });
  if (!sold.ok) throw new Refused(sold.refusal);
  return sold.value;
}

const numbersOf = (sale: CompletedSale) => sale.tickets.map(({ ticket }) => ticket.ticket_number);
const closed = refuse('print.cancelled');

describe('[TKT5] slips that the system prints', () => {
  let at: Awaited<ReturnType<typeof counter>>;
  beforeEach(async () => {
    at = await counter(page);
  });

  test('of three quick sales are each on a page of their own, whatever the screen shows by then', async () => {
    const sales = [await at.sell(), await at.sell(2), await at.sell()];
    at.store.change(clearBasket);
    for (const [index, sale] of sales.entries()) {
      await vi.waitFor(() => expect(at.pages).toHaveLength(index + 1));
      expect(at.pages[index]?.slips.map(({ label }) => label)).toEqual([...numbersOf(sale), 'Receipt']);
      at.pages[index]?.done(ok(null));
    }
    await vi.waitFor(() => expect(at.unprinted()).toEqual([]));
  });

  test('[CLM3] are issued once, also where a scan takes the register back to before its sale was put away', async () => {
    const sale = await at.sell();
    const before = at.store.getState();
    at.store.change(clearBasket, forgetPerson);
    at.store.change(() => before);
    await vi.waitFor(() => expect(at.pages).toHaveLength(1));
    at.pages[0]?.done(ok(null));
    at.store.change(clearBasket);
    await vi.waitFor(() => expect(at.unprinted()).toEqual([]));
    expect(at.pages.map(({ slips }) => slips.map(({ label }) => label))).toEqual([
      [...numbersOf(sale), 'Receipt'],
    ]);
  });

  test('are in doubt until the page is printed, also when the next sale has begun, and where it is not', async () => {
    const sale = await at.sell();
    at.store.change(clearBasket);
    await vi.waitFor(() => expect(at.pages).toHaveLength(1));
    expect(at.unprinted()).toEqual(numbersOf(sale));
    at.pages[0]?.done(closed);
    await vi.waitFor(() =>
      expect(at.store.getState().notice?.text).toBe(refusalText(testTexts('en').t, closed.refusal)),
    );
    expect(at.unprinted()).toEqual(numbersOf(sale));
    // What the cashier is doing by then stays on the screen.
    expect(at.store.getState().mode.is).toBe('basket');
  });

  test('are in doubt while the receipt stands, and listed where the page was not printed', async () => {
    const first = await at.sell();
    await vi.waitFor(() => expect(at.pages).toHaveLength(1));
    at.pages[0]?.done(ok(null));
    await vi.waitFor(() => expect(at.printer.state.getState().page).toBeNull());
    expect(at.unprinted()).toEqual(numbersOf(first));
    const second = await at.sell();
    await vi.waitFor(() => expect(at.pages).toHaveLength(2));
    await vi.waitFor(() => expect(at.unprinted()).toEqual(numbersOf(second)));
    at.pages[1]?.done(closed);
    await vi.waitFor(() => expect(at.store.getState().mode.is).toBe('unprinted'));
    expect(at.unprinted()).toEqual(numbersOf(second));
  });
});

test('[CLM3] a scratch ticket is its own paper: its sale has a receipt and no slip', async () => {
  const at = await counter(page);
  const [drawn, scratched] = (await at.sell(2)).tickets;
  await vi.waitFor(() => expect(at.pages).toHaveLength(1));
  at.pages[0]?.done(ok(null));
  const sale = must(at.store.getState().lastSale, 'sale');
  const scratch = {
    ...must(scratched, 'ticket'),
    ticket: { ...must(scratched, 'ticket').ticket, draw_date: null },
  };
  at.store.answer(showReceipt({ ...sale, tickets: [must(drawn, 'ticket'), scratch] }, 0));
  await vi.waitFor(() => expect(at.pages).toHaveLength(2));
  expect(at.pages[1]?.slips.map(({ label }) => label)).toEqual([drawn?.ticket.ticket_number, 'Receipt']);
});

describe('[CLM3] slips that are only shown', () => {
  test('are issued when they are; F6 prints them as originals, once, and they are in doubt like any page', async () => {
    const at = await counter({ kind: 'screen' });
    const sale = await at.sell(2);
    expect(at.unprinted()).toEqual([]);
    void printShownSale(at.register);
    void printShownSale(at.register);
    await vi.waitFor(() => expect(at.pages).toHaveLength(1));
    expect(at.pages[0]?.slips.map(({ label }) => label)).toEqual([...numbersOf(sale), 'Receipt']);
    expect(at.unprinted()).toEqual(numbersOf(sale));
    at.pages[0]?.done(ok(null));
    await printShownSale(at.register);
    at.store.change(clearBasket);
    await vi.waitFor(() => expect(at.unprinted()).toEqual([]));
    expect(at.pages).toHaveLength(1);
  });

  test('are listed where they went to paper and did not come out', async () => {
    const at = await counter({ kind: 'screen' });
    const sale = await at.sell();
    void printShownSale(at.register);
    await vi.waitFor(() => expect(at.pages).toHaveLength(1));
    at.store.change(openPanel('unprinted'));
    at.pages[0]?.done(ok(null));
    await at.printer.check();
    expect(at.unprinted()).toEqual(numbersOf(sale));
  });
});

test('[CLM3] originals asked for while the printer is still at them come out once', async () => {
  const at = await counter(receiptPrinter);
  const sale = await at.sell(3);
  const { ticket } = at.register.slips();
  expect(await printSlips(at.register, sale.tickets.map(ticket))).toBe(true);
  // Three slips and the receipt.
  expect(at.sent).toHaveLength(4);
  expect(at.unprinted()).toEqual([]);
});

test('[CLM3] a receipt that a scan put away and that comes back prints nothing again', async () => {
  const at = await counter(receiptPrinter);
  const sale = await at.sell();
  await vi.waitFor(() => expect(at.sent).toHaveLength(2));
  await vi.waitFor(() => expect(at.unprinted()).toEqual([]));
  for (let scans = 0; scans < 3; scans++) {
    const before = at.store.getState();
    at.store.change(clearBasket);
    at.store.change(() => before);
  }
  await at.printer.check();
  expect(at.sent.filter((bytes) => bytes.length > 0)).toHaveLength(2);
  expect(at.store.getState().lastSale).toBe(sale);
});

test('[TKT5] of a page that was printed, who takes over the till says nothing', async () => {
  const at = await counter(page);
  const sale = await at.sell();
  await vi.waitFor(() => expect(at.pages).toHaveLength(1));
  at.pages[0]?.done(ok(null));
  await vi.waitFor(() => expect(at.printer.state.getState().page).toBeNull());
  at.till.lock();
  await at.till.signOut();
  at.store.change(clearBasket);
  await at.printer.check();
  expect(at.unprinted()).toEqual(numbersOf(sale));
});

test('[CLM3] an original that waits for the printer comes out once, also where training begins meanwhile', async () => {
  const at = await counter(receiptPrinter);
  const sale = await at.sell();
  const { ticket } = at.register.slips();
  await at.till.enterTraining();
  expect(await printSlips(at.register, sale.tickets.map(ticket))).toBe(true);
  // The slip and the receipt.
  expect(at.sent).toHaveLength(2);
});
