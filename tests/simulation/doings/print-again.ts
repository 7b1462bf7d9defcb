import type { Doing } from './doing.ts';

export const printAgain: Doing = {
  name: 'print again',
  weight: 1,
  async run({ till, chance, papers }) {
    return papers.length > 0 ? till.printAgain(chance.pick(papers).ticketNumber, 'paper jam') : null;
  },
};
