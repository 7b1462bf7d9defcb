import type { Doing } from './doing.ts';

export const release: Doing = {
  name: 'release stock',
  weight: 1,
  async run({ till, view, chance }) {
    const open = view.inventory.filter(({ remaining_stock }) => remaining_stock > 0);
    if (open.length === 0) return null;
    return till.releaseStock(chance.pick(open)._id, 1 + chance.int(10), 'too many');
  },
};
