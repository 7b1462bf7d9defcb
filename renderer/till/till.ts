import { BehaviorSubject } from 'rxjs';
import { quickPick } from '../../shared/domain/numbers.ts';
import { inTurn } from '../../shared/in-turn.ts';
import { must, ok, type Result, refuse } from '../../shared/result.ts';
import type { Credential, Session, Till, TillState } from './api.ts';
import type { Change } from './change.ts';
import { noPrice, priceBasket } from './commands/basket.ts';
import { type Desk, mayDo } from './commands/desk.ts';
import { moveCash, noSale } from './commands/drawer.ts';
import { type HeldBasket, type HeldStore, holdBasket, takeHeldBasket } from './commands/held-baskets.ts';
import { KeptOffers } from './commands/kept-offers.ts';
import { isSold } from './commands/printed-serials.ts';
import { checkSale, sell } from './commands/sell.ts';
import { closeShift, handOver, lastClosedShift, openShift } from './commands/shift.ts';
import { receiveBatch, releaseStock } from './commands/stock.ts';
import { cancelTicket, findTicket, foundTicket, printAgain } from './commands/tickets.ts';
import { misprint, printUnprinted, unprintedTickets } from './commands/unprinted.ts';
import { UnsentEntries } from './journal/unsent.ts';
import { Lifecycle } from './lifecycle.ts';
import { Sessions } from './people/sessions.ts';
import type { Platform } from './platform.ts';
import { notReady } from './station.ts';
import { type Space, watchSpace } from './store/space.ts';
import { tillStateOf } from './till-state.ts';
import { Training } from './training.ts';
import { ShownView } from './view/shown-view.ts';

const noneHeld: readonly HeldBasket[] = [];

const sessionChanged = refuse('session.changed');

/** The terminal of one window, starting by itself. `baseUrl`: of the sync server, without a slash at its end. */
export function createTill({
  platform,
  baseUrl,
}: {
  readonly platform: Platform;
  readonly baseUrl: string;
}): Till {
  let space: Space = { persisted: null, freeBytes: null, low: false };
  let training: Training | null = null;

  const unsent = new UnsentEntries(platform, () => changed('connection'));
  const lifecycle = new Lifecycle(platform, baseUrl, (what) => changed(what));
  const sessions = new Sessions(platform, lifecycle);
  let heldHere: readonly HeldBasket[] | null = null;
  const heldOnDisk: HeldStore = {
    read() {
      // Once: it is checked against its schema.
      if (lifecycle.marks) heldHere ??= lifecycle.marks.get('held')?.baskets ?? noneHeld;
      return heldHere ?? noneHeld;
    },
    async write(baskets) {
      const written = await must(lifecycle.marks, 'open databases').keep('held', { baskets: [...baskets] });
      if (!written.ok) return written;
      heldHere = baskets;
      changed('held');
      return written;
    },
  };
  const held = () => training?.held ?? heldOnDisk;
  /** Each reads the list that the one before has written. */
  const heldTurns = inTurn();

  const realDesk = (): Desk | null => lifecycle.running?.station.desk ?? null;
  const deskNow = (): Desk | null => (training ? training.desk() : realDesk());
  const isOpen = () => lifecycle.running?.station.isOpen ?? false;
  const atDesk = async <T>(command: (desk: Desk) => Promise<Result<T>> | Result<T>): Promise<Result<T>> => {
    const isLocked = sessions.locked && training === null;
    const desk = isOpen() && !isLocked ? deskNow() : null;
    return desk ? command(desk) : notReady;
  };
  const view = new ShownView();
  const offers = new KeptOffers(platform.report);
  const offersNow = () => offers.at(isOpen() ? deskNow() : null);
  function stateAfter(what: Change, before: TillState | null): TillState {
    const { running, clock } = lifecycle;
    const documents = training ?? (running && { view: running.station.view, papers: running.station.epoch });
    return tillStateOf(lifecycle, before, space, unsent.oldestAt(running), {
      locked: sessions.locked,
      training,
      held: held().read(),
      view: view.after(what, documents, clock.read().now),
      offers: offersNow(),
    });
  }
  let state = stateAfter('phase', null);
  const states = new BehaviorSubject(state);

  /** Called after durable writes, too: a fault in what is only shown must reach none of them (JRN2). */
  function changed(what: Change): void {
    try {
      sessions.restore();
      state = stateAfter(what, state);
      if (state !== states.value) states.next(state);
    } catch (error) {
      platform.report(error);
    }
  }

  const whoIsHere = () => [lifecycle.running?.station.session, sessions.locked, training] as const;

  /** Who lends a right, or goes on. A PIN takes a moment: who asked may have locked the till or gone by then. */
  const check = async (username: string, credential: Credential): Promise<Result<Session>> => {
    const asked = whoIsHere();
    const checked = await sessions.check(username, credential);
    const isSame = whoIsHere().every((now, i) => now === asked[i]);
    return checked.ok && !isSame ? sessionChanged : checked;
  };

  /** What opens the drawer is written down by then (JRN2); what was begun in training leaves it shut. */
  async function openingDrawer<T>(
    done: Promise<Result<T>>,
    isCash: (value: T) => boolean = () => true,
  ): Promise<Result<T>> {
    const isPractice = training !== null;
    const result = await done;
    if (result.ok && !isPractice && isCash(result.value)) platform.host.openDrawer?.();
    return result;
  }

  async function handOverTo(desk: Desk, ...[count, next]: Parameters<Till['handOver']>) {
    const checked = await check(next.username, next);
    if (!checked.ok) return checked;
    const hand = () => handOver(desk, count, checked.value);
    if (training) return hand();
    const closed = await sessions.leaving(hand);
    if (!closed.ok) return closed;
    // The drawer is the next cashier's from here on: where the sign-in cannot be written, nobody is signed in.
    const begun = await sessions.begin(checked.value);
    if (!begun.ok) sessions.end();
    return closed;
  }

  function enterTraining(desk: Desk): Result<void> {
    // Whoever may stand here may practise: nothing of it counts, and it asks for no one else's name.
    if (!desk.session()) return refuse('session.none');
    const { station } = must(lifecycle.running, 'till at work');
    training ??= new Training(desk, station.endOf(station.epoch), realDesk, changed);
    sessions.lock();
    changed('training');
    return ok(undefined);
  }

  function leaveTraining(): void {
    training = null;
    changed('training');
  }

  const stopWatch = watchSpace(platform, (found) => {
    space = found;
    changed('storage');
  });
  lifecycle.start();

  return {
    state() {
      // A cut-off passes between two changes, too; whoever listens hears of it when the clock is looked at next.
      const current = offersNow();
      if (current !== state.offers) state = { ...state, offers: current };
      return state;
    },
    states: states.asObservable(),
    now: () => lifecycle.clock.read().now,

    enrol: (code) => lifecycle.enrol(code),
    openEpoch: () => lifecycle.openEpoch(),
    signIn: (username, secret) => sessions.signIn(username, { by: 'password', secret }),
    signInByPin: (username, secret) => sessions.signIn(username, { by: 'pin', secret }),
    signOut: async () => sessions.end(),
    lock() {
      sessions.lock();
      leaveTraining();
    },
    setPin: (password, pin) => sessions.setPin(password, pin),
    pinUsers: () => sessions.pinUsers(),
    may(permission) {
      const session = lifecycle.running?.station.session;
      const desk = deskNow();
      return !!session && !!desk && mayDo(desk, session, permission);
    },

    quickPick(lotteryId) {
      const desk = must(deskNow(), 'till at work');
      return quickPick(must(desk.view.held('lotteries', lotteryId), 'lottery').pools, desk.randomInt);
    },
    price(lines) {
      // Also while the till may not sell: the basket stays on the screen.
      const desk = deskNow();
      return desk && desk.view.all('chain_settings').length > 0 ? priceBasket(desk, lines) : noPrice(lines);
    },
    checkBasket(lines) {
      const desk = isOpen() ? deskNow() : null;
      if (!desk) return notReady;
      const checked = checkSale(desk, lines);
      return checked.ok ? ok(undefined) : checked;
    },
    async isSold(lotteryId, printed) {
      const desk = deskNow();
      return desk ? isSold(desk, lotteryId, printed) : false;
    },
    sell: (lines, payment) =>
      openingDrawer(
        atDesk((desk) => sell(desk, lines, payment)),
        (sale) => sale.payment.method === 'cash',
      ),

    findTicket: (number) => atDesk((desk) => findTicket(desk, number)),
    async recentTickets(limit) {
      const desk = deskNow();
      return desk ? (await desk.view.newestTickets(limit)).map((ticket) => foundTicket(desk, ticket)) : [];
    },
    cancelTicket: (request) =>
      openingDrawer(
        atDesk((desk) => cancelTicket(desk, request)),
        ({ ticket }) => ticket.payment_method === 'cash',
      ),
    async slipsPrinted(numbers) {
      // Also in training, where real ones may still come out; slips of training are listed nowhere.
      return (await lifecycle.running?.station.unprinted.settle(numbers)) ?? ok(undefined);
    },
    async slipsGoToPaper(numbers) {
      const unprinted = training ? null : lifecycle.running?.station.unprinted;
      return (await unprinted?.doubt(numbers)) ?? ok(undefined);
    },
    isInDoubt: (number) => lifecycle.running?.station.unprinted.numbers.includes(number) ?? false,
    async unprintedTickets() {
      const desk = deskNow();
      return desk ? unprintedTickets(desk, desk.unprinted()) : [];
    },
    printUnprinted: (numbers, how) => atDesk((desk) => printUnprinted(desk, numbers, how)),
    misprint: (request) =>
      openingDrawer(
        atDesk((desk) => misprint(desk, request, check)),
        ({ ticket }) => ticket.payment_method === 'cash',
      ),
    printAgain: (number, reason) => atDesk((desk) => printAgain(desk, number, reason)),

    openShift: (float) => atDesk((desk) => openShift(desk, float)),
    closeShift: (count) => atDesk((desk) => closeShift(desk, count)),
    async lastClosedShift() {
      const desk = deskNow();
      return desk && lastClosedShift(desk);
    },
    handOver: (count, next) => atDesk((desk) => handOverTo(desk, count, next)),
    moveCash: (move) => openingDrawer(atDesk((desk) => moveCash(desk, move, check))),
    noSale: (reason, approval) => openingDrawer(atDesk((desk) => noSale(desk, reason, approval, check))),

    holdBasket: (name, rows) =>
      atDesk((desk) => {
        const by = desk.session()?.user.name ?? '';
        return heldTurns(() => holdBasket(held(), { name, by, at: desk.reading().now, rows }));
      }),
    takeHeldBasket: (number) => atDesk(() => heldTurns(() => takeHeldBasket(held(), number))),

    enterTraining: () => atDesk(enterTraining),
    leaveTraining,

    receiveBatch: (batch) => atDesk((desk) => receiveBatch(desk, batch)),
    releaseStock: (id, quantity, reason) => atDesk((desk) => releaseStock(desk, id, quantity, reason)),

    unsentEntries: (limit) => unsent.list(lifecycle.running, limit),
    sendNow: () => lifecycle.running?.sync.wakeNow(),
    async close() {
      stopWatch();
      await lifecycle.close();
    },
  };
}
