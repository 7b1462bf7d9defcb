import type { Doing } from './doing.ts';

export const receive: Doing = {
  name: 'receive a batch',
  weight: 1,
  async run({ till, view, chance, offer }) {
    const code = chance.pick(['SCRATCH', 'RAFFLE']);
    const lottery = offer(code)?.lottery;
    if (!lottery) return null;
    const parcel = chance.int(1_000_000);
    const quantity = 10 + chance.int(60);
    const level = view.stockLevels.find(({ lottery_id }) => lottery_id === lottery._id);
    // Often the next sales bring it down to the threshold.
    const low = (level?.on_hand ?? 0) + quantity - 1 - chance.int(6);
    return till.receiveBatch({
      lotteryId: lottery._id,
      batchNumber: `P-${parcel}`,
      quantity,
      firstNumber: code === 'RAFFLE' ? 1_000_000 + parcel * 100 : null,
      reorderThreshold: chance.happens(0.5) ? chance.int(40) : Math.max(0, low),
      shared: chance.happens(0.5),
    });
  },
};
