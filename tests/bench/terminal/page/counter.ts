import type { BasketLine, Till, TillState } from '../../../../renderer/till/api.ts';
import { Refused } from '../../../../shared/refusals/refused.ts';
import { must, type Result } from '../../../../shared/result.ts';
import { demoPassword } from '../../../../sync-server/demo/chain.ts';
import { demoLotteryId } from '../../../../sync-server/demo/lotteries.ts';
import { fillDocuments } from './fill-documents.ts';

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

  /** Sells a ticket, and once it has come down from the server writes copies of it. */
  async fill(documents: number): Promise<void> {
    await this.sell(this.quickPick());
    // Own tickets count as registered only in the server's documents.
    await this.until(async () => (await this.till.recentTickets(1))[0]?.ticket.registered_at !== null);
    await fillDocuments(documents);
  }

  async sellUnsent(count: number): Promise<void> {
    for (let n = 0; n < count; n++) await this.sell(this.scratchTicket());
    await this.till.slipsPrinted(this.till.state().unprinted);
  }

  async sell(lines: readonly BasketLine[]): Promise<void> {
    const { total } = this.till.price(lines);
    granted(await this.till.sell(lines, { method: 'cash', tendered: total, reference: null }));
  }

  /** Stock is kept of it, and it may be sold offline without bounds. */
  scratchTicket(): BasketLine[] {
    return [{ lottery_id: demoLotteryId('SCRATCH'), boards: [], draw_dates: [], quantity: 1 }];
  }

  quickPick(): BasketLine[] {
    const lottery_id = demoLotteryId('LUCKY');
    const offer = this.till.state().offers.find(({ lottery }) => lottery._id === lottery_id);
    const { draw_date } = must(offer?.slots[0], 'open draw');
    return [{ lottery_id, draw_dates: [draw_date], quantity: 1, boards: [this.till.quickPick(lottery_id)] }];
  }

  /** Resolves at the first state of the till that is as asked. */
  until(isSo: (state: TillState) => boolean | Promise<boolean>): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = async () => {
        if (!(await isSo(this.till.state()))) return;
        changes.unsubscribe();
        resolve();
      };
      const changes = this.till.states.subscribe(() => void look().catch(reject));
    });
  }
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}
