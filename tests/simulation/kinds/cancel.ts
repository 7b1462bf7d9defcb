import type { Kind } from './kind.ts';

export const kind: Kind = {
  name: 'cancel',
  weight: 4,
  async run({ till, chance, papers }) {
    const paper = papers.length > 0 ? papers.at(-1 - chance.int(Math.min(4, papers.length))) : undefined;
    return paper ? till.cancelTicket({ ...paper, reason: 'wrong numbers' }) : null;
  },
};
