import { type AnyDocument, type CollectionName, keyText } from '../../shared/schema/collections.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import type { Block, CentralStore } from '../store/port.ts';
import { listAll } from '../streams/list-all.ts';
import type { Streams } from '../streams/streams.ts';
import { decideGrants, planGrants, type StockAndTills } from './grants.ts';

type Watched = Extract<CollectionName, 'inventory' | 'pos_devices' | 'heads'>;
const isWatched = (collection: CollectionName): collection is Watched =>
  collection === 'inventory' || collection === 'pos_devices' || collection === 'heads';

/**
 * Sees from the blocks that this node appends when stock is to be granted, without a query for each. What it keeps may
 * be stale or lack something: it only says when to decide, and the decision reads the documents anew.
 */
export class GrantsWatch {
  readonly #store: CentralStore;
  readonly #decide: Streams['decide'];
  readonly #known = new Map<string, Map<string, AnyDocument>>();

  constructor(store: CentralStore, decide: Streams['decide']) {
    this.#store = store;
    this.#decide = decide;
  }

  /** Whether the block touches what grants are decided by. */
  appended(block: Block): boolean {
    const touched = (block.documents ?? []).filter(({ collection }) => isWatched(collection));
    const known = this.#known.get(block.stream);
    for (const { collection, value } of touched) if (known) keepNewer(known, collection, value);
    return touched.length > 0;
  }

  /** Another node has appended: what is known of the stream is out of date. */
  forget(stream: string): void {
    this.#known.delete(stream);
  }

  async grant(stream: string): Promise<void> {
    const stock = read(this.#known.get(stream) ?? (await this.#load(stream)));
    if (planGrants(stock).length === 0) return;
    await this.#decide(stream, 'server', decideGrants(stock));
  }

  async #load(stream: string): Promise<Map<string, AnyDocument>> {
    const known = new Map<string, AnyDocument>();
    // Set before it is filled, so that a block appended meanwhile is not missed.
    this.#known.set(stream, known);
    const filter = { stream: { eq: stream } };
    const open = { ...filter, remaining_stock: { gte: 1 } };
    for (const batch of await listAll(this.#store, 'inventory', open)) keepNewer(known, 'inventory', batch);
    for (const device of await listAll(this.#store, 'pos_devices', filter))
      keepNewer(known, 'pos_devices', device);
    for (const head of await listAll(this.#store, 'heads', filter)) keepNewer(known, 'heads', head);
    return known;
  }
}

function keepNewer(known: Map<string, AnyDocument>, collection: CollectionName, document: AnyDocument): void {
  const key = keyText({ collection, id: document._id });
  const before = known.get(key);
  if (!before || before.rev <= document.rev) known.set(key, document);
}

function read(known: ReadonlyMap<string, AnyDocument>): StockAndTills {
  const of = (collection: Watched) =>
    [...known].flatMap(([key, document]) => (key.startsWith(`${collection}/`) ? [document] : []));
  return {
    // A finished batch is of no use; what is granted of it is used up.
    batches: (of('inventory') as Inventory[]).filter(({ remaining_stock }) => remaining_stock > 0),
    devices: of('pos_devices') as PosDevice[],
    heads: of('heads') as Head[],
  };
}
