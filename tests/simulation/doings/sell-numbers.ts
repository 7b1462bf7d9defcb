import type { Doing } from './doing.ts';
import { sell } from './selling.ts';

export const sellNumbers: Doing = {
  name: 'sell numbers',
  weight: 10,
  async run(at) {
    const offers = at.till
      .state()
      .offers.filter(({ slots, lottery }) => lottery.kind === 'draw' && slots.length > 0);
    if (offers.length === 0) return null;
    const lines = Array.from({ length: 1 + at.chance.int(3) }, () => {
      const { lottery, slots } = at.chance.pick(offers);
      return {
        lottery_id: lottery._id,
        boards: Array.from({ length: 1 + at.chance.int(2) }, () => at.till.quickPick(lottery._id)),
        draw_dates: slots.slice(0, 1 + at.chance.int(2)).map((slot) => slot.draw_date),
        quantity: 1,
      };
    });
    return sell(at, lines);
  },
};
