import type { Doing } from './doing.ts';
import { sell } from './selling.ts';

/** A ticket just sold, or one of the last few. */
export const cancel: Doing = {
  name: 'cancel',
  weight: 6,
  async run(at) {
    const { till, chance, papers } = at;
    const offer = at.offer(chance.pick(['LUCKY', 'DAILY', 'RAFFLE']));
    if (offer && chance.happens(0.8)) {
      const { lottery, slots } = offer;
      const sold = await sell(at, [
        {
          lottery_id: lottery._id,
          boards: lottery.kind === 'draw' ? [till.quickPick(lottery._id)] : [],
          draw_dates: slots.slice(0, 1).map((slot) => slot.draw_date),
          quantity: 1,
        },
      ]);
      if (!sold.ok) return sold;
    }
    const paper = papers.at(-1 - chance.int(Math.min(3, papers.length)));
    return paper ? till.cancelTicket({ ...paper, reason: 'wrong numbers' }) : null;
  },
};
