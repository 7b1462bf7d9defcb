import { type DrawSlot, upcomingDraws } from '../../shared/domain/draws.ts';
import { instantAt, instantMs, minuteMs } from '../../shared/domain/instants.ts';
import { storeDrawId } from '../../shared/posting/keys.ts';
import { ok } from '../../shared/result.ts';
import type { Lottery } from '../../shared/schema/lotteries.ts';
import type { StoreDraw } from '../../shared/schema/store-draws.ts';
import type { CentralStore } from '../store/port.ts';
import { listAll } from '../streams/list-all.ts';
import type { Decision, Streams } from '../streams/streams.ts';

/** A draw to be closed in a store's stream. */
export interface ClosingDraw extends DrawSlot {
  readonly lottery_id: string;
}

/** Draws closed in one block: after a long outage there are many. */
const closedAtOnce = 100;

/**
 * The draws of a lottery whose sales ended after `since` and that are to be closed by `now`, and when the next one is.
 */
export function findClosingDraws(
  lottery: Lottery,
  since: string,
  now: string,
): { readonly due: readonly ClosingDraw[]; readonly next: string | null } {
  const due: ClosingDraw[] = [];
  let after = since;
  for (;;) {
    const slots = upcomingDraws(lottery, after, lottery.max_draws);
    for (const slot of slots) {
      if (slot.close_at > now) return { due, next: slot.close_at };
      due.push({ ...slot, lottery_id: lottery._id });
      after = slot.cutoff_at;
    }
    if (slots.length === 0) return { due, next: null };
  }
}

/** The draws that this lottery still sells at `now`, or stopped selling a moment ago: they are not closed yet. */
function findOpenDates(lottery: Lottery, now: string): ReadonlySet<string> {
  const since = instantAt(instantMs(now) - lottery.close_grace_minutes * minuteMs);
  const slots = upcomingDraws(lottery, since, lottery.max_draws);
  return new Set(slots.filter((slot) => slot.close_at > now).map((slot) => slot.draw_date));
}

/** Closes those of the draws that are not closed yet (DRW2). */
export const decideClosing =
  (storeId: string, draws: readonly ClosingDraw[]): Decision<number> =>
  async (view) => {
    const keyOf = ({ lottery_id, draw_date }: ClosingDraw) => ({
      collection: 'store_draws' as const,
      id: storeDrawId(storeId, lottery_id, draw_date),
    });
    const found = await view.load(draws.map(keyOf));
    const drafts = draws
      .filter((draw) => {
        const { collection, id } = keyOf(draw);
        const known = found.get(`${collection}/${id}`) as StoreDraw | undefined;
        return known?.status !== 'closed' && draw.close_at <= view.now;
      })
      .map(({ lottery_id, draw_date, cutoff_at, close_at }) => ({
        kind: 'draw.closed' as const,
        user_id: null,
        body: { lottery_id, draw_date, cutoff_at, close_at },
      }));
    return ok({ drafts, value: drafts.length });
  };

interface Options {
  readonly store: CentralStore;
  readonly decide: Streams['decide'];
  readonly now: () => string;
  readonly backMs: number;
}

/** Closes in every store's stream every draw whose time has come, whether it had sales there or not. */
export class DrawCloser {
  readonly #options: Options;
  /** By stream and lottery: until when this node knows its draws to be closed. */
  readonly #closedUntil = new Map<string, string>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Resolves with the time of the next close, or null where none is to come. */
  async close(): Promise<string | null> {
    const { store, now, backMs } = this.#options;
    const at = now();
    const stores = await listAll(store, 'stores', {});
    const lotteries = await listAll(store, 'lotteries', { status: { eq: 'active' } });
    const forgotten = await this.#findOpen(at);
    let next: string | null = null;
    const schedule = lotteries.map((lottery) => {
      const since = latest(lottery.created_at, lottery.terms_from, instantAt(instantMs(at) - backMs));
      const found = findClosingDraws(lottery, since, at);
      if (found.next !== null && (next === null || found.next < next)) next = found.next;
      return { lottery, due: found.due };
    });
    const openDates = new Map(lotteries.map((lottery) => [lottery._id, findOpenDates(lottery, at)]));
    for (const { _id: stream, created_at } of stores) {
      const due = new Map<string, ClosingDraw>();
      for (const draw of forgotten.get(stream) ?? []) {
        // Its times come from the first sale: a till with old or forged terms must not close the draw for the others.
        if (openDates.get(draw.lottery_id)?.has(draw.draw_date)) continue;
        due.set(storeDrawId(stream, draw.lottery_id, draw.draw_date), draw);
      }
      for (const { lottery, due: draws } of schedule) {
        const since = latest(
          created_at,
          this.#closedUntil.get(`${stream}/${lottery._id}/${lottery.terms_from}`) ?? '',
        );
        for (const draw of draws) {
          if (draw.close_at > since) due.set(storeDrawId(stream, draw.lottery_id, draw.draw_date), draw);
        }
      }
      if (!(await this.#closeIn(stream, [...due.values()]))) continue;
      for (const { lottery } of schedule)
        this.#closedUntil.set(`${stream}/${lottery._id}/${lottery.terms_from}`, at);
    }
    return next;
  }

  /** Draws with sales that no present schedule names: of an inactive lottery, or under terms that were changed since. */
  async #findOpen(at: string): Promise<ReadonlyMap<string, readonly ClosingDraw[]>> {
    const filter = { status: { eq: 'open' }, close_at: { lt: instantAt(instantMs(at) + 1) } };
    const open = await listAll(this.#options.store, 'store_draws', filter);
    return Map.groupBy(open, ({ stream }) => stream);
  }

  async #closeIn(stream: string, draws: readonly ClosingDraw[]): Promise<boolean> {
    for (let first = 0; first < draws.length; first += closedAtOnce) {
      const some = draws.slice(first, first + closedAtOnce);
      const closed = await this.#options.decide(stream, 'server', decideClosing(stream, some));
      if (!closed.ok) return false;
    }
    return true;
  }
}

const latest = (...instants: string[]): string => instants.reduce((a, b) => (a < b ? b : a));
