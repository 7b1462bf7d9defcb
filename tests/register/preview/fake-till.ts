import type {
  FoundTicket,
  PrintableTicket,
  Session,
  Till,
  TillPhase,
  TillState,
  TillView,
} from '../../../renderer/till/api.ts';
import { heldInMemory, holdBasket, takeHeldBasket } from '../../../renderer/till/commands/held-baskets.ts';
import { checkPrinted, serialTwice } from '../../../renderer/till/commands/printed-serials.ts';
import { hasSlip } from '../../../shared/domain/bearer-slip.ts';
import { cryptoRandomInt, quickPick } from '../../../shared/domain/numbers.ts';
import { may } from '../../../shared/domain/permissions.ts';
import {
  normaliseTicketNumber,
  parseTicketNumber,
  securityCodeHash,
} from '../../../shared/domain/ticket-number.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import { must, ok, refuse } from '../../../shared/result.ts';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { fakeBatch, fakeShift, fakeView } from './fake-documents.ts';
import { fakeOffers, fakePrice, fakeTickets } from './fake-sales.ts';

/** How the fake begins: read from the address of the preview page. */
export interface Scene {
  readonly phase: TillPhase;
  readonly offline: boolean;
  readonly signedIn: boolean;
  readonly shiftOpen: boolean;
  readonly warnings: boolean;
  readonly games: number;
  /** What the till takes for now. */
  readonly now: string | null;
  readonly saleMs: number;
  /** A sale is being saved until this comes true. */
  readonly saleSaved?: () => Promise<void>;
  readonly refuseSale: boolean;
  /** How reading from the disk goes. */
  readonly reads?: 'quick' | 'never' | 'failed';
  /** A cashier without a manager's rights is signed in. */
  readonly isStaff?: boolean;
  /** Nobody has set a PIN here. */
  readonly withoutPins?: boolean;
  /** Started again without the server. */
  readonly timeUnsure?: boolean;
  /** Head office has stopped this till. */
  readonly stopped?: 'locked' | 'revoked' | null;
  /** A shift was closed here before. */
  readonly closedBefore?: boolean;
}

/** A terminal in memory that answers like the real one, for looking at the screens. */
export function createFakeTill(scene: Scene): Till {
  const startedMs = Date.now();
  const nowMs = () => (scene.now ? Date.parse(scene.now) + Date.now() - startedMs : Date.now());
  const now = () => new Date(nowMs()).toISOString();
  const base = fakeView(now(), scene.games);
  const cashier = must(base.users[scene.isStaff ? 2 : 1], 'user');
  const session: Session = {
    user: {
      id: cashier._id,
      name: cashier.name,
      username: cashier.username,
      role: cashier.role,
      permissions: [],
    },
    method: 'online',
  };
  const sinceMs = nowMs() - 87 * 60_000;
  const listeners = new Set<() => void>();
  const sold: PrintableTicket[] = [];
  const soldOf = new Map<string, number>();
  const unsent: Envelope[] = [];
  let seq = 100;
  let lastClosed: Shift | null = null;
  let state: TillState = {
    phase: scene.phase,
    session: scene.signedIn ? session : null,
    locked: false,
    training: false,
    held: [],
    connection: {
      state: scene.offline ? 'offline' : 'online',
      lastContact: new Date(scene.offline ? sinceMs : nowMs()).toISOString(),
      unsent: 0,
      oldestUnsentAt: null,
      activity: 'idle',
      problem: scene.warnings ? refuse('network.not_the_server', { context: 'portal' }).refusal : null,
    },
    clock: {
      mark: scene.timeUnsure ? 'lower_bound' : 'bounded',
      wallClockWrongByMs: scene.warnings ? -7_500_000 : null,
    },
    storage: { persisted: true, freeBytes: 41_000_000, low: scene.warnings, full: false },
    copyProblem: null,
    stopped: scene.stopped
      ? {
          code: `device.${scene.stopped}`,
          message: 'Head office has stopped this till.',
        }
      : null,
    unprinted: [],
    view: scene.phase.phase === 'ready' ? { ...base, shift: scene.shiftOpen ? base.shift : null } : null,
  };
  const set = (change: Partial<TillState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const view = (): TillView => must(state.view, 'view');
  const read = <T>(value: T): Promise<T> => {
    if (scene.reads === 'never') return new Promise(() => undefined);
    return scene.reads === 'failed' ? Promise.reject(new Error('the disk fails')) : Promise.resolve(value);
  };
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const write = (kind: string, body: Record<string, unknown>) => {
    seq += 1;
    const common = {
      device_id: base.device._id,
      epoch: 1,
      prev_hash: '',
      store_id: base.store._id,
      user_id: cashier._id,
    };
    unsent.push({ ...common, seq, kind, body, at: now(), uptime_ms: 0, hash: String(seq), signature: '' });
    const { connection } = state;
    if (connection.state === 'offline') {
      set({ connection: { ...connection, unsent: unsent.length, oldestUnsentAt: unsent[0]?.at ?? null } });
    } else unsent.length = 0;
  };
  const offers = () => fakeOffers(view(), now(), state.connection.state === 'offline', soldOf);
  const found = (printable: PrintableTicket): FoundTicket => ({
    ticket: printable.ticket,
    lottery: printable.lottery,
    ownTill: true,
    cancellation:
      printable.ticket.status === 'sold'
        ? { ground: 'cancelled' }
        : { refused: refuse('ticket.cancelled').refusal },
  });
  const closedShift = (shift: Shift, countedMinor: number): Shift => ({
    ...shift,
    status: 'closed',
    closed_at: now(),
    counted_cash: countedMinor,
    difference: countedMinor - shift.expected_cash,
    z_number: '2-0003',
  });
  if (scene.closedBefore && base.shift) lastClosed = closedShift(base.shift, base.shift.expected_cash + 50);
  const held = heldInMemory(() => set({ held: held.read() }));
  const indexOf = (number: string) =>
    sold.findIndex(({ ticket }) => ticket.ticket_number === normaliseTicketNumber(number));

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    enrol: async (code) => {
      await pause(300);
      if (code.startsWith('X')) return refuse('activation.used');
      set({ phase: { phase: 'ready' }, view: { ...base, shift: null } });
      return ok(undefined);
    },
    openEpoch: async () => {
      await pause(300);
      set({ phase: { phase: 'ready' }, view: { ...base, shift: null } });
      return ok(undefined);
    },
    signIn: async (_username, password) => {
      await pause(200);
      if (password === 'wrong') return refuse('sign_in.wrong');
      set({ session, locked: false });
      return ok(undefined);
    },
    signInByPin: async (_username, pin) => {
      if (pin !== '2580') {
        return refuse('sign_in.wrong', { context: 'pin' });
      }
      set({ session, locked: false });
      return ok(undefined);
    },
    signOut: async () => set({ session: null }),
    lock: () => set({ locked: true, training: false }),
    setPin: async (_password, pin) => (pin === '1234' ? refuse('pin.obvious') : ok(undefined)),
    pinUsers: async () =>
      base.users
        .slice(0, scene.withoutPins ? 0 : 3)
        .map(({ username, name, role }) => ({ username, name, role })),
    may: (permission) => may({ ...cashier, status: 'active' }, permission),
    offers,
    quickPick: (id) => {
      const pools = view().lotteries.find(({ _id }) => _id === id)?.pools ?? [];
      return quickPick(
        pools,
        cryptoRandomInt((array) => crypto.getRandomValues(array)),
      );
    },
    price: (lines) => fakePrice(view(), lines),
    checkBasket: (lines) => {
      for (const [index, line] of lines.entries()) {
        const { printed } = line;
        if (printed) {
          const batch = view().inventory.find(({ _id }) => _id === printed.batchId) ?? null;
          const exists = checkPrinted(batch, line.lottery_id, printed);
          if (!exists.ok) return exists;
          if (lines.slice(0, index).some((other) => other.printed?.serial === printed.serial))
            return { ok: false, refusal: serialTwice(printed) };
        }
        const offer = offers().find(({ lottery }) => lottery._id === line.lottery_id);
        if (offer?.available != null && line.quantity > offer.available) {
          return refuse('stock.short', { context: 'none', count: offer.available, game: offer.lottery.name });
        }
        if (line.draw_dates.some((draw) => !offer?.slots.some(({ draw_date }) => draw_date === draw))) {
          return refuse('draw.cutoff_passed');
        }
      }
      return ok(undefined);
    },
    isSold: async (_lotteryId, { batchId, serial }) =>
      sold.some(
        ({ ticket }) =>
          ticket.status !== 'cancelled' && ticket.batch_id === batchId && ticket.selection.serial === serial,
      ),
    sell: async (lines, payment) => {
      await (scene.saleSaved?.() ?? pause(scene.saleMs));
      if (scene.refuseSale) {
        return refuse('storage.full');
      }
      const priced = fakePrice(view(), lines);
      write('sale.completed', { totals: { price: priced.price, tax: priced.tax, total: priced.total } });
      const tickets = fakeTickets({ view: view(), offers: offers(), lines, payment, now: now(), seq });
      sold.unshift(...tickets);
      for (const { ticket } of tickets)
        soldOf.set(ticket.lottery_id, (soldOf.get(ticket.lottery_id) ?? 0) + 1);
      const shift = must(view().shift, 'shift');
      const cash = payment.method === 'cash' ? priced.total : 0;
      set({
        unprinted: [
          ...state.unprinted,
          ...tickets.filter(({ ticket }) => hasSlip(ticket)).map(({ ticket }) => ticket.ticket_number),
        ],
        view: {
          ...view(),
          shift: {
            ...shift,
            cash_sales: shift.cash_sales + cash,
            expected_cash: shift.expected_cash + cash,
            tickets_sold: shift.tickets_sold + tickets.length,
          },
        },
      });
      return ok({
        transactionId: `N0RT-2-${seq}`,
        tickets,
        price: priced.price,
        tax: priced.tax,
        total: priced.total,
        payment: { ...payment, change: payment.tendered - priced.total },
        at: now(),
      });
    },
    findTicket: async (number) => {
      const parsed = parseTicketNumber(number);
      if (!parsed.ok) return parsed;
      const printable = sold[indexOf(number)];
      return printable ? ok(found(printable)) : refuse('ticket.not_here');
    },
    recentTickets: (limit) => read(sold.slice(0, limit).map(found)),
    cancelTicket: async ({ ticketNumber, securityCode }) => {
      const at = indexOf(ticketNumber);
      const printable = must(sold[at], 'ticket');
      if (securityCodeHash(ticketNumber, securityCode) !== printable.ticket.security_code_hash) {
        return refuse('ticket.wrong_code');
      }
      const ticket = { ...printable.ticket, status: 'cancelled' as const, cancelled_at: now() };
      sold[at] = { ...printable, ticket };
      write('ticket.cancelled', { refund: { total: ticket.total_amount } });
      return ok({ ticket, refundMinor: ticket.total_amount });
    },
    slipsPrinted: async (numbers) => {
      set({ unprinted: state.unprinted.filter((number) => !numbers.includes(number)) });
      return ok(undefined);
    },
    slipsGoToPaper: async (numbers) => {
      set({ unprinted: [...state.unprinted, ...numbers] });
      return ok(undefined);
    },
    isInDoubt: (number) => state.unprinted.includes(number),
    unprintedTickets: () => read(state.unprinted.flatMap((number) => sold[indexOf(number)] ?? [])),
    printUnprinted: async (numbers, how) => {
      write('ticket.printed', {});
      if (how === 'found') set({ unprinted: state.unprinted.filter((number) => !numbers.includes(number)) });
      return ok(numbers.flatMap((number) => sold[indexOf(number)] ?? []));
    },
    misprint: async ({ ticketNumber }) => {
      const { ticket } = must(sold[indexOf(ticketNumber)], 'ticket');
      write('ticket.cancelled', { refund: { total: ticket.total_amount } });
      set({ unprinted: state.unprinted.filter((number) => number !== ticketNumber) });
      return ok({ ticket: { ...ticket, status: 'cancelled' }, refundMinor: ticket.total_amount });
    },
    printAgain: async (number) => {
      const at = indexOf(number);
      const printable = must(sold[at], 'ticket');
      const ticket = { ...printable.ticket, reprints: printable.ticket.reprints + 1 };
      sold[at] = { ...printable, ticket };
      write('ticket.printed_again', {});
      return ok({ ...printable, ticket, copy: ticket.reprints });
    },
    openShift: async (float) => {
      const shift = fakeShift(base.device, now(), float);
      write('shift.opened', { opening_float: float });
      set({ view: { ...view(), shift } });
      return ok(shift);
    },
    closeShift: async ({ countedMinor }) => {
      const shift = must(view().shift, 'shift');
      write('shift.closed', { counted_cash: countedMinor });
      lastClosed = closedShift(shift, countedMinor);
      set({ view: { ...view(), shift: null } });
      return ok(lastClosed);
    },
    lastClosedShift: () => read(lastClosed),
    handOver: async ({ countedMinor }) => {
      const shift = must(view().shift, 'shift');
      write('shift.handed_over', { counted_cash: countedMinor });
      lastClosed = closedShift(shift, countedMinor);
      set({ view: { ...view(), shift: fakeShift(base.device, now(), countedMinor) } });
      return ok(lastClosed);
    },
    moveCash: async ({ movement, amountMinor, reason }) => {
      const shift = must(view().shift, 'shift');
      const out = movement === 'in' ? 0 : amountMinor;
      const drop = movement === 'safe_drop' ? amountMinor : 0;
      write('shift.cash_moved', { movement, amount: amountMinor });
      const changed = {
        ...shift,
        cash_in: shift.cash_in + amountMinor - out,
        cash_out: shift.cash_out + out,
        safe_drops: shift.safe_drops + drop,
        expected_cash: shift.expected_cash + (movement === 'in' ? amountMinor : -amountMinor),
      };
      set({ view: { ...view(), shift: changed } });
      return ok({ movement, amountMinor, reason, at: now(), seq, byName: cashier.name });
    },
    noSale: async (_reason, approval) => {
      const shift = must(view().shift, 'shift');
      if (!approval && !may({ ...cashier, status: 'active' }, 'shift.no_sale')) {
        return refuse('permission.missing', { context: 'lend' });
      }
      write('shift.no_sale', {});
      const changed = { ...shift, no_sales: shift.no_sales + 1 };
      set({ view: { ...view(), shift: changed } });
      return ok(changed);
    },
    holdBasket: (name, rows) => holdBasket(held, { name, by: cashier.name, at: now(), rows }),
    takeHeldBasket: (number) => takeHeldBasket(held, number),
    enterTraining: async () => {
      set({ training: true, view: { ...view(), shift: null } });
      return ok(undefined);
    },
    leaveTraining: () => set({ training: false, locked: true }),
    receiveBatch: async ({ lotteryId, batchNumber, quantity }) => {
      const lottery = must(
        view().lotteries.find(({ _id }) => _id === lotteryId),
        'lottery',
      );
      const batch = {
        ...fakeBatch(lottery, base.device, now(), seq),
        batch_number: batchNumber,
        total_stock: quantity,
        remaining_stock: quantity,
      };
      write('stock.received', { quantity });
      set({ view: { ...view(), inventory: [...view().inventory, batch] } });
      return ok(batch);
    },
    releaseStock: async (batchId, quantity) => {
      const batch = must(
        view().inventory.find(({ _id }) => _id === batchId),
        'batch',
      );
      write('stock.released', { quantity });
      return ok(batch);
    },
    unsentEntries: (limit) => read(unsent.slice(0, limit)),
    sendNow: () => undefined,
    close: async () => undefined,
  };
}
