import type { Doing } from './doing.ts';
import { sell } from './selling.ts';

export const sellFromStock: Doing = {
  name: 'sell from stock',
  weight: 10,
  async run(at) {
    const offer = at.offer(at.chance.pick(['SCRATCH', 'SCRATCH', 'RAFFLE']));
    if (!offer || (offer.lottery.kind === 'raffle' && offer.slots.length === 0)) return null;
    return sell(at, [
      {
        lottery_id: offer.lottery._id,
        boards: [],
        draw_dates: offer.slots.slice(0, 1).map((slot) => slot.draw_date),
        quantity: 1 + at.chance.int(6),
      },
    ]);
  },
};
