import { quickPick } from '../../shared/domain/numbers.ts';
import { must, ok, type Result } from '../../shared/result.ts';
import type { Session, Till, TillState } from './api.ts';
import { SignInAttempts } from './attempts.ts';
import { noPrice, priceBasket } from './commands/basket.ts';
import { checkSale, sell } from './commands/sell.ts';
import { closeShift, openShift } from './commands/shift.ts';
import { receiveBatch, releaseStock } from './commands/stock.ts';
import { cancelTicket, findTicket, foundTicket, printAgain } from './commands/tickets.ts';
import { type Desk, mayDo } from './desk.ts';
import { Lifecycle } from './lifecycle.ts';
import { Mutex } from './mutex.ts';
import { offersOf } from './offers.ts';
import type { Platform } from './platform.ts';
import { readSession, writeSession } from './session-mark.ts';
import { signIn } from './sign-in.ts';
import { watchSpace } from './space.ts';
import { notReady } from './station.ts';
import { tillStateOf } from './till-state.ts';
import { UnsentEntries } from './unsent.ts';

/** The terminal of one window, starting by itself. `baseUrl`: of the sync server, without a slash at its end. */
export function createTill({
  platform,
  baseUrl,
}: {
  readonly platform: Platform;
  readonly baseUrl: string;
}): Till {
  const listeners = new Set<() => void>();
  const attempts = new SignInAttempts(platform.host.secrets);
  const signIns = new Mutex();
  let state: TillState | null = null;
  let storage: TillState['storage'] = { persisted: null, freeBytes: null, low: false };

  const unsent = new UnsentEntries(platform, () => changed());
  const lifecycle = new Lifecycle(platform, baseUrl, () => changed());

  function changed(): void {
    const { running } = lifecycle;
    if (running) restoreSession(running.station);
    const next = tillStateOf(lifecycle, state, storage, unsent.oldestAt(running));
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  let restored: unknown = null;
  /** Once per station, as soon as its documents can say whether the user may still work here. */
  function restoreSession(station: NonNullable<Lifecycle['running']>['station']): void {
    if (restored === station || !station.isComplete) return;
    restored = station;
    const session = readSession(platform, station.epoch, lifecycle.clock.read().now);
    if (session && station.view.held('users', session.user.id)?.status !== 'inactive')
      station.session = session;
  }

  const deskNow = (): Desk | null => lifecycle.running?.station.desk(lifecycle.gate) ?? null;
  const atDesk = async <T>(command: (desk: Desk) => Promise<Result<T>> | Result<T>): Promise<Result<T>> => {
    const desk = lifecycle.gate() ? null : deskNow();
    return desk ? command(desk) : notReady;
  };

  async function signInHere(username: string, password: string): Promise<Result<void>> {
    const { running } = lifecycle;
    if (!running || lifecycle.gate()) return notReady;
    const { station } = running;
    const reading = () => lifecycle.clock.read();
    const parts = {
      platform,
      papers: station.epoch,
      server: lifecycle.server,
      attempts,
      view: station.view,
      reading,
    };
    const signedIn = await signIn(parts, username, password);
    if (!signedIn.ok) return signedIn;
    const { user, method } = signedIn.value;
    const body = { user_id: user.id, method, pos_version: platform.host.posVersion };
    const committed = await station.commit(lifecycle.gate, 'user.signed_in', () => ok(body), user.id);
    if (!committed.ok) return committed;
    setSession(signedIn.value);
    return ok(undefined);
  }

  function setSession(session: Session | null): void {
    const { running } = lifecycle;
    if (!running) return;
    writeSession(platform, running.station.epoch, session, lifecycle.clock.read().now);
    running.station.session = session;
  }

  const stopWatch = watchSpace(platform, (space) => {
    storage = space;
    changed();
  });
  lifecycle.start();
  changed();

  return {
    state: () => must(state, 'state'),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => lifecycle.clock.read().now,

    enrol: (code) => lifecycle.enrol(code),
    openEpoch: () => lifecycle.openEpoch(),
    signIn: (username, password) => signIns.run(() => signInHere(username, password)),
    signOut: async () => setSession(null),
    may(permission) {
      const session = lifecycle.running?.station.session;
      const desk = deskNow();
      return !!session && !!desk && mayDo(desk, session, permission);
    },

    offers() {
      const desk = lifecycle.gate() ? null : deskNow();
      return desk ? offersOf(desk) : [];
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
      const desk = lifecycle.gate() ? null : deskNow();
      if (!desk) return notReady;
      const checked = checkSale(desk, lines);
      return checked.ok ? ok(undefined) : checked;
    },
    sell: (lines, payment) => atDesk((desk) => sell(desk, lines, payment)),

    findTicket: (number) => atDesk((desk) => findTicket(desk, number)),
    async recentTickets(limit) {
      const desk = deskNow();
      return desk ? (await desk.view.newestTickets(limit)).map((ticket) => foundTicket(desk, ticket)) : [];
    },
    cancelTicket: (request) => atDesk((desk) => cancelTicket(desk, request)),
    printAgain: (number, reason) => atDesk((desk) => printAgain(desk, number, reason)),

    openShift: (float) => atDesk((desk) => openShift(desk, float)),
    closeShift: (count) => atDesk((desk) => closeShift(desk, count)),
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
