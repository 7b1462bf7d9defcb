import type { Kind } from './kind.ts';

export const kind: Kind = {
  name: 'receive a batch',
  weight: 1,
  async run({ till, chance, offer }) {
    const code = chance.pick(['SCRATCH', 'RAFFLE']);
    const lottery = offer(code)?.lottery;
    if (!lottery) return null;
    const parcel = chance.int(1_000_000);
    return till.receiveBatch({
      lotteryId: lottery._id,
      batchNumber: `P-${parcel}`,
      quantity: 10 + chance.int(60),
      firstNumber: code === 'RAFFLE' ? 1_000_000 + parcel * 100 : null,
      reorderThreshold: chance.int(40),
      shared: chance.happens(0.5),
    });
  },
};
