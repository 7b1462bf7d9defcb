import { instantAt } from '../../shared/domain/instants.ts';
import { chainStream } from '../../shared/journal/entry.ts';
import { batchId } from '../../shared/posting/keys.ts';
import { ok } from '../../shared/result.ts';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { demoLotteryId } from '../../sync-server/demo/lotteries.ts';
import type { DecisionView, Draft, Streams } from '../../sync-server/streams/streams.ts';
import type { Simulation } from './simulation.ts';
import type { Chance } from './world/chance.ts';

const hourMs = 3_600_000;

/** What people at head office decide, through whatever node answers. */
export class HeadOffice {
  readonly #simulation: Simulation;
  readonly #chance: Chance;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#chance = simulation.chance.fork('head office');
  }

  begin(): void {
    const { schedule } = this.#simulation;
    schedule.after(this.#chance.gap(8 * hourMs), 'head office', () => {
      if (this.#simulation.healing) return;
      this.#act();
      this.begin();
    });
  }

  #act(): void {
    const { nodes, machines, schedule } = this.#simulation;
    const node = nodes.find(({ running }) => running)?.running;
    const [first] = machines;
    if (!node || !first) return;
    const storeId = this.#chance.pick(machines).storeId;
    const { what, stream, drafts } = this.#chance
      .pick([this.#deliver, this.#moveUser, this.#changePrice])
      .call(this, storeId);
    schedule.trace(`head office: ${what}`);
    node.life
      .run(() => decide(node.streams, stream, drafts))
      .then(
        () => this.#simulation.count(`head office: ${what}`),
        () => schedule.trace('head office failed'),
      );
  }

  #deliver(storeId: string) {
    const code = this.#chance.pick(['SCRATCH', 'RAFFLE']);
    const parcel = this.#chance.int(1_000_000);
    const batch_number = `H-${parcel}`;
    const quantity = 20 + this.#chance.int(100);
    const from = 200_000_000 + parcel * 200;
    const lottery_id = demoLotteryId(code);
    const draft: Draft = {
      kind: 'stock.received',
      user_id: demoUserId('admin'),
      body: {
        batch_id: batchId(storeId, lottery_id, batch_number),
        lottery_id,
        batch_number,
        quantity,
        reorder_threshold: 20,
        shared: true,
        other_batch_ids: [],
        number_range: code === 'RAFFLE' ? { from, to: from + quantity - 1 } : null,
        pos_version: '',
      },
    };
    return { what: 'stock is delivered', stream: storeId, drafts: async () => [draft] };
  }

  /** Someone helps out at this store, or no longer does. */
  #moveUser(storeId: string) {
    const helps = this.#chance.happens(0.5);
    return {
      what: 'someone is moved',
      stream: chainStream,
      drafts: async (view: DecisionView): Promise<Draft[]> => {
        const user = await view.get('users', demoUserId('relief'));
        if (!user) return [];
        const { stream: _stream, rev: _rev, ...record } = user;
        const others = record.store_ids.filter((id) => id !== storeId);
        const store_ids = helps ? [...others, storeId] : others;
        return [save('users', { ...record, store_ids, updated_at: view.now })];
      },
    };
  }

  #changePrice(_storeId: string) {
    const price = 100 + 50 * this.#chance.int(10);
    return {
      what: 'a price changes',
      stream: chainStream,
      drafts: async (view: DecisionView): Promise<Draft[]> => {
        const lottery = await view.get('lotteries', demoLotteryId('DAILY'));
        if (!lottery) return [];
        const { stream: _stream, rev: _rev, ...record } = lottery;
        const { terms_from, earlier_terms, ...terms } = record;
        void terms;
        return [
          save('lotteries', {
            ...record,
            ticket_price: price,
            earlier_terms,
            terms_from,
            updated_at: instantAt(Date.parse(view.now)),
          }),
        ];
      },
    };
  }
}

const save = (collection: 'users' | 'lotteries', record: Record<string, unknown>): Draft => ({
  kind: 'record.saved',
  user_id: demoUserId('admin'),
  body: { collection, record },
});

const decide = (streams: Streams, stream: string, drafts: (view: DecisionView) => Promise<Draft[]>) =>
  streams.decide(stream, 'hq', async (view) => ok({ drafts: await drafts(view), value: null }));
