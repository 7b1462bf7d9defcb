import { demoPassword } from '../../../sync-server/demo/chain.ts';
import type { Doing } from './doing.ts';

/** Cash in and out of the drawer, a look into it, and a handover to the next cashier. */
export const moveCash: Doing = {
  name: 'move cash or hand over',
  weight: 3,
  async run({ till, view, chance }) {
    if (!view.shift) return null;
    const what = chance.pick(['in', 'out', 'safe_drop', 'no sale', 'hand over'] as const);
    if (what === 'no sale') return till.noSale('change', null);
    if (what === 'hand over') {
      const { username } = chance.pick(view.users);
      const count = { countedMinor: chance.int(100_000), counts: [] };
      return till.handOver(count, { username, by: 'password', secret: demoPassword });
    }
    const amountMinor = 1 + chance.int(20_000);
    return till.moveCash({ movement: what, amountMinor, reason: 'change', approval: null });
  },
};
