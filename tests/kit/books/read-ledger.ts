import { findChainFault, genesis } from '../../../shared/journal/chain.ts';
import type { Envelope } from '../../../shared/journal/entry.ts';
import type { Block, CentralStore } from '../../../sync-server/store/port.ts';
import { Books } from './books.ts';
import { Ledger } from './ledger.ts';
import { checkReposted, checkStreamLaws } from './stream-laws.ts';
import { mustHold } from './violation.ts';
import { writtenFault } from './written.ts';

const blocksAtOnce = 1_000;

/** Every block of a stream, in order. */
export async function allBlocks(store: CentralStore, stream: string): Promise<Block[]> {
  const blocks: Block[] = [];
  for (;;) {
    const page = await store.readBlocks(stream, blocks.length, blocksAtOnce);
    blocks.push(...page);
    if (page.length < blocksAtOnce) return blocks;
  }
}

/**
 * Streams that are sound in themselves: positions and journals without gap or repetition (the ledger's own checks as it
 * reads), each entry sealed as it is, documents as posting from nothing makes them, collections as the blocks say.
 */
export async function readSoundStreams(store: CentralStore, streams: readonly string[]): Promise<Ledger> {
  const ledger = new Ledger();
  for (const stream of streams) {
    const blocks = await allBlocks(store, stream);
    for (const block of blocks) ledger.take(block);
    checkSeals(blocks);
    checkReposted(blocks);
  }
  const fault = await writtenFault(store, ledger);
  mustHold('SYN1', fault === null, () => String(fault));
  return ledger;
}

/** Of a whole database, money, stock and tickets as well: no sale lost, doubled or changed, and the sums as they add up. */
export async function readSoundBooks(store: CentralStore): Promise<Ledger> {
  const ledger = await readSoundStreams(store, await store.streams());
  for (const stream of ledger.blocks.keys()) checkStreamLaws(ledger, stream, new Books(stream));
  return ledger;
}

/** JRN3: every chain is whole, and every hash that of its entry. */
function checkSeals(blocks: readonly Block[]): void {
  const entries = blocks.flatMap((block) => block.entries.map(({ entry }) => entry));
  for (const [name, chain] of Map.groupBy(entries, ({ device_id, epoch }) => `${device_id}/${epoch}`)) {
    const [{ device_id, epoch }] = chain as [Envelope];
    const fault = findChainFault(device_id, genesis(epoch), chain);
    mustHold('JRN3', fault === null, () => `chain ${name}: ${JSON.stringify(fault)}`);
  }
}
