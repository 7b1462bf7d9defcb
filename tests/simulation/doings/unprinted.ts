import type { Doing } from './doing.ts';

/** What became of a slip that nobody confirmed: printed after all, found, or written off. */
export const unprinted: Doing = {
  name: 'unprinted',
  weight: 2,
  async run({ till, chance }) {
    const { unprinted } = till.state();
    if (unprinted.length === 0) return null;
    const ticketNumber = chance.pick(unprinted);
    if (chance.happens(0.3)) return till.misprint({ ticketNumber, reason: 'paper jam', approval: null });
    const how = chance.pick(['original', 'found'] as const);
    const printed = await till.printUnprinted([ticketNumber], how);
    if (printed.ok && how === 'original') await till.slipsPrinted([ticketNumber]);
    return printed;
  },
};
