import type { BasketLine, Till, TillState } from '../../../../renderer/local/api.ts';
import { must, type Result } from '../../../../shared/result.ts';
import { demoPassword } from '../../../../sync-server/demo/chain.ts';
import { demoLotteryId } from '../../../../sync-server/demo/lotteries.ts';

const documentDatabase = 'rxdb-dexie-tillside_documents--0--documents_';

/** Someone at the till who is faster than any cashier. */
export class Counter {
  readonly till: Till;

  constructor(till: Till) {
    this.till = till;
  }

  /** Enrols, signs in, opens a shift and takes in a batch of the scratch game that is this till's own. */
  async begin(code: string): Promise<void> {
    await this.until((state) => state.phase.phase === 'not_enrolled');
    granted(await this.till.enrol(code));
    await this.until((state) => state.phase.phase === 'ready');
    granted(await this.till.signIn('manager', demoPassword));
    granted(await this.till.openShift(10_000));
    const batch = { batchNumber: `BENCH-${code}`, quantity: 1_000_000, firstNumber: null };
    const ownBatch = { ...batch, lotteryId: demoLotteryId('SCRATCH'), reorderThreshold: 0, shared: false };
    granted(await this.till.receiveBatch(ownBatch));
    await this.until((state) => state.connection.unsent === 0);
  }

  /** After the page was opened again on a profile that is enrolled. */
  async signIn(): Promise<void> {
    await this.until((state) => state.phase.phase === 'ready');
    granted(await this.till.signIn('manager', demoPassword));
  }

  /** Sells, sends, and waits until the documents have come down. */
  async fill(baskets: number, ticketsEach: number): Promise<void> {
    const before = await documentsHeld();
    for (let n = 0; n < baskets; n++) await this.sell(this.quickPicks(ticketsEach));
    await this.until((state) => state.connection.unsent === 0);
    await this.until(async () => (await documentsHeld()) >= before + 2 * baskets * ticketsEach);
  }

  async sellUnsent(count: number): Promise<void> {
    for (let n = 0; n < count; n++) await this.sell(this.scratchTicket());
  }

  async sell(lines: readonly BasketLine[]): Promise<void> {
    const { total } = this.till.price(lines);
    granted(await this.till.sell(lines, { method: 'cash', tendered: total, reference: null }));
  }

  /** Stock is kept of it, and it may be sold offline without bounds. */
  scratchTicket(): BasketLine[] {
    return [{ lottery_id: demoLotteryId('SCRATCH'), boards: [], draw_dates: [], quantity: 1 }];
  }

  quickPicks(count: number): BasketLine[] {
    const lottery_id = demoLotteryId('LUCKY');
    const offer = this.till.offers().find(({ lottery }) => lottery._id === lottery_id);
    const { draw_date } = must(offer?.slots[0], 'open draw');
    return Array.from({ length: count }, () => ({
      ...{ lottery_id, draw_dates: [draw_date], quantity: 1 },
      boards: [this.till.quickPick(lottery_id)],
    }));
  }

  /** Resolves at the first state of the till that is as asked. */
  until(isSo: (state: TillState) => boolean | Promise<boolean>): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = async () => {
        if (!(await isSo(this.till.state()))) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.till.subscribe(() => void look().catch(reject));
      look().catch(reject);
    });
  }
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

/** Counted in the database itself, in the generation that holds most. */
async function documentsHeld(): Promise<number> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const counts = await Promise.all(names.filter((name) => name.startsWith(documentDatabase)).map(rowsOf));
  return Math.max(0, ...counts);
}

const rowsOf = (name: string) =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('docs').objectStore('docs').count();
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
