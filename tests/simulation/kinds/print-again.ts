import type { Kind } from './kind.ts';

export const kind: Kind = {
  name: 'print again',
  weight: 1,
  async run({ till, chance, papers }) {
    return papers.length > 0 ? till.printAgain(chance.pick(papers).ticketNumber, 'paper jam') : null;
  },
};
