import type { BasketLine, CompletedSale, Till } from '../../renderer/till/api.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import { granted, isReady, type Machine, until } from './machine.ts';

/** A till that is enrolled, signed in and has an open shift. */
export async function openCounter(machine: Machine, place = 0, user = 'manager'): Promise<Till> {
  const till = machine.start();
  await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
  granted(await till.enrol(demoTerminals[place]!.activation_code));
  await until(till, 'ready', isReady);
  granted(await till.signIn(user, demoPassword));
  granted(await till.openShift(10_000));
  return till;
}

export function quickPicks(till: Till, count = 1, code = 'LUCKY'): BasketLine[] {
  const offer = till.state().offers.find(({ lottery }) => lottery.code === code);
  const slot = offer?.slots[0];
  if (!offer || !slot) throw new Error(`${code} is not offered`);
  return Array.from({ length: count }, () => ({
    lottery_id: offer.lottery._id,
    boards: [till.quickPick(offer.lottery._id)],
    draw_dates: [slot.draw_date],
    quantity: 1,
  }));
}

export const fromStock = (till: Till, quantity: number, code: 'SCRATCH' | 'RAFFLE'): BasketLine[] => {
  const offer = till.state().offers.find(({ lottery }) => lottery._id === demoLotteryId(code));
  const draw_dates = code === 'RAFFLE' ? (offer?.slots.slice(0, 1).map((slot) => slot.draw_date) ?? []) : [];
  return [{ lottery_id: demoLotteryId(code), boards: [], draw_dates, quantity }];
};

export async function sellFor(till: Till, lines: readonly BasketLine[]): Promise<CompletedSale> {
  const { total } = till.price(lines);
  return granted(await till.sell(lines, { method: 'cash', tendered: total, reference: null }));
}
