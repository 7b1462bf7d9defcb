import { upcomingDraws } from '../../../shared/domain/draws.ts';
import { inGameOrder } from '../../../shared/domain/game-order.ts';
import { checkOfflinePolicy, offlineLimits } from '../../../shared/domain/offline-policy.ts';
import { type Refusal, refuse } from '../../../shared/result.ts';
import type { Lottery } from '../../../shared/schema/lotteries.ts';
import type { Offer } from '../api.ts';
import { type Desk, deviceRefusal, openShiftOf, storeOf } from './desk.ts';
import { availableHere, nextSerial, shortStock } from './shares.ts';

/** What the tiles show: every active game, and what keeps it from being sold now. */
export function offersOf(desk: Desk): Offer[] {
  return inGameOrder(desk.view.all('lotteries'))
    .filter((lottery) => lottery.status === 'active')
    .map((lottery) => offerOf(desk, lottery));
}

function offerOf(desk: Desk, lottery: Lottery): Offer {
  const { now } = desk.reading();
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
    blocked: blockedBy(desk, lottery, slot, available),
    offlineUntil: limits.until,
    offlineTicketsLeft: limits.tickets,
  };
}

function blockedBy(
  desk: Desk,
  lottery: Lottery,
  slot: Offer['slots'][number] | null,
  available: number | null,
): Refusal | null {
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
  const offline = checkOfflinePolicy(
    lottery.offline_policy,
    desk.offlineUse(lottery._id),
    desk.reading().now,
    one,
    slot,
  );
  return offline.ok ? null : offline.refusal;
}
