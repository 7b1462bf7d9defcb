import type { Doing } from './doing.ts';
import { sell } from './selling.ts';

/** So few numbers that two tills without a server, or one after a cancellation, come upon the same one. */
const numbers = 25;

/** A scratch ticket under the number that stands on it. */
export const sellScanned: Doing = {
  name: 'sell scanned',
  weight: 4,
  async run(at) {
    const offer = at.offer('SCRATCH');
    const batch = at.view.inventory.find(({ lottery_id }) => lottery_id === offer?.lottery._id);
    if (!offer || !batch) return null;
    const printed = { batchId: batch._id, serial: 1 + at.chance.int(numbers) };
    return sell(at, [{ lottery_id: offer.lottery._id, boards: [], draw_dates: [], quantity: 1, printed }]);
  },
};
