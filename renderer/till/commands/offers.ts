import { upcomingDraws } from '../../../shared/domain/draws.ts';
import { inGameOrder } from '../../../shared/domain/game-order.ts';
import { checkOfflinePolicy, offlineLimits } from '../../../shared/domain/offline-policy.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Offer } from '../api.ts';
import { type Desk, deviceRefusal, openShiftOf, storeOf } from './desk.ts';
import { availableHere, nextSerial, shortStock } from './shares.ts';

export interface Offers {
  readonly offers: readonly Offer[];
  /** When they will be others although nothing but time has passed; null where they stay. */
  readonly until: string | null;
}

/**
 * What the tiles show: every active game, and what keeps it from being sold now. A game that this machine cannot reckon
 * with (its browser is older than the game's time zone) is left out and reported: the others are sold, and all is sent.
 */
export function offersOf(desk: Desk, now: string, report: (error: unknown) => void): Offers {
  const offers = inGameOrder(desk.view.all('lotteries'))
    .filter((lottery) => lottery.status === 'active')
    .flatMap((lottery) => {
      try {
        return [offerOf(desk, lottery, now)];
      } catch (error) {
        report(error);
        return [];
      }
    });
  const [until = null] = offers
    .flatMap((offer) => bordersOf(desk, offer))
    .filter((border) => border > now)
    .sort();
  return { offers, until };
}

/** Instants at which an offer is another one: a draw's cut-off, and where selling offline ends. */
function bordersOf(desk: Desk, { lottery, slots }: Offer): string[] {
  const use = desk.offlineUse(lottery._id);
  return [
    ...slots.map(({ cutoff_at }) => cutoff_at),
    ...[...slots, null].flatMap((slot) => offlineLimits(lottery.offline_policy, use, slot).until ?? []),
  ];
}

function offerOf(desk: Desk, lottery: Lottery, now: string): Offer {
  const slots = upcomingDraws(lottery, now, lottery.max_draws);
  const use = desk.offlineUse(lottery._id);
  // The draw after the next may still be sold offline when the next one may not: bounds are shown for the first open.
  const slot =
    slots.find(
      (s) => checkOfflinePolicy(lottery.offline_policy, use, now, { tickets: 0, amountMinor: 0 }, s).ok,
    ) ??
    slots[0] ??
    null;
  const limits = offlineLimits(lottery.offline_policy, use, slot);
  const keepsStock = lottery.stock_mode !== 'none';
  const available = keepsStock ? availableHere(desk, lottery._id) : null;
  return {
    lottery,
    slots,
    available,
    nextSerial: keepsStock ? nextSerial(desk, lottery._id) : null,
    blocked: blockedBy(desk, lottery, { slot, available, now }),
    offlineUntil: limits.until,
    offlineTicketsLeft: limits.tickets,
  };
}

interface Moment {
  readonly slot: Offer['slots'][number] | null;
  readonly available: number | null;
  readonly now: string;
}

function blockedBy(desk: Desk, lottery: Lottery, { slot, available, now }: Moment): Refusal | null {
  const device = deviceRefusal(desk);
  if (device) return device;
  if (storeOf(desk).status !== 'active') {
    return refuse('store.suspended').refusal;
  }
  if (!openShiftOf(desk)) {
    return refuse('shift.none').refusal;
  }
  if (lottery.kind !== 'instant' && slot === null) {
    return refuse('draw.none', { game: lottery.name }).refusal;
  }
  if (available === 0) return shortStock(desk, lottery);
  const one = { tickets: 1, amountMinor: lottery.ticket_price };
  const offline = checkOfflinePolicy(lottery.offline_policy, desk.offlineUse(lottery._id), now, one, slot);
  return offline.ok ? null : offline.refusal;
}
