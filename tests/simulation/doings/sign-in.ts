import { demoPassword } from '../../../sync-server/demo/chain.ts';
import type { Doing } from './doing.ts';

export const signInAgain: Doing = {
  name: 'sign in again',
  weight: 1,
  async run({ till, view, chance }) {
    const user = chance.pick(view.users);
    return till.signIn(user.username, chance.happens(0.9) ? demoPassword : 'wrong');
  },
};
