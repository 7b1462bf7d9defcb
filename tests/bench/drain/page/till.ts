import { createBrowserTill } from '../../../../renderer/host/create-browser-till.ts';
import { Counter } from '../../terminal/page/counter.ts';

const { till } = createBrowserTill('bench');
const counter = new Counter(till);

const drainPage = {
  begin: (activationCode: string) => counter.begin(activationCode),
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
