import type { Doing } from './doing.ts';

export const shifts: Doing = {
  name: 'open or close a shift',
  weight: 2,
  async run({ till, view, chance }) {
    return view.shift
      ? till.closeShift({ countedMinor: chance.int(100_000), counts: [] })
      : till.openShift(10_000);
  },
};
