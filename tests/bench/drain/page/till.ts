import { createBrowserTill } from '../../../../renderer/register/create-browser-till.ts';
import { Counter } from '../../terminal/page/counter.ts';

import { documentsHeld } from './documents-held.ts';

const { till } = createBrowserTill('bench');
const counter = new Counter(till);

/** A ticket and its sale; what else a sale changes is there already. */
const documentsPerSale = 2;

const drainPage = {
  begin: (activationCode: string) => counter.begin(activationCode),
  signIn: () => counter.signIn(),
  /** So many sales at once, then all of it is sent and has come down; and again. */
  async sellAndSettle(sales: number, atOnce: number): Promise<void> {
    for (let left = sales; left > 0; left -= atOnce) {
      const count = Math.min(atOnce, left);
      const expected = (await documentsHeld()) + documentsPerSale * count;
      await counter.sellUnsent(count);
      await counter.until(({ connection }) => connection.unsent === 0);
      await counter.until(async () => (await documentsHeld()) >= expected);
    }
  },
  untilOffline: () => counter.until(({ connection }) => connection.state === 'offline'),
  sellUnsent: (count: number) => counter.sellUnsent(count),
  unsent: () => till.state().connection.unsent,
  untilSent: () => counter.until(({ connection }) => connection.unsent === 0),
};

declare global {
  /** What the bench calls by Playwright. */
  var drainTill: typeof drainPage;
}
globalThis.drainTill = drainPage;
