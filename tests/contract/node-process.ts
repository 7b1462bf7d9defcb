/** A server node of its own process: does the task that its argument names, and dies where it says. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Envelope } from '../../shared/journal/entry.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import type { StoreOptions, StoreStep } from '../../sync-server/store/fault-hook.ts';
import { openMongoStore } from '../../sync-server/store/mongo.ts';
import type { Block, CentralStore } from '../../sync-server/store/port.ts';
import { openSqliteStore } from '../../sync-server/store/sqlite.ts';
import { createStreams } from '../../sync-server/streams/create-streams.ts';
import type { DeviceEpoch } from '../../sync-server/streams/streams.ts';
import { idOf, makeBlock, makeEntry } from './blocks.ts';

export interface Place {
  readonly engine: 'sqlite' | 'mongo';
  /** The file or the URI. */
  readonly at: string;
}

export interface Upload {
  readonly device: DeviceEpoch;
  readonly entries: readonly Envelope[];
}

export type Task = { readonly place: Place } & (
  | {
      readonly do: 'append';
      readonly stream: string;
      readonly device: number;
      /** Null: until it is killed. */
      readonly count: number | null;
    }
  | {
      readonly do: 'upload';
      /** JSON: `Upload[]`. */
      readonly file: string;
      /** Again and again, until it is killed. */
      readonly forever: boolean;
    }
  | { readonly do: 'commit'; readonly block: Block; readonly dieAt: 'block-inserted' | 'amid-documents' }
);

/** Appends blocks of one entry each; prints each block's position and nonce once `append` has resolved. */
async function appendBlocks(store: CentralStore, task: Task & { readonly do: 'append' }): Promise<void> {
  for (let seq = 1; task.count === null || seq <= task.count; ) {
    const position = ((await store.lastBlock(task.stream))?.position ?? 0) + 1;
    const entry = makeEntry({ device_id: idOf(task.device), seq });
    const block = makeBlock({
      stream: task.stream,
      position,
      entries: [{ entry, outcome: 'posted', address: null }],
    });
    if ((await store.append(block)) === 'taken') continue;
    console.log(`${position} ${block.nonce}`);
    seq += 1;
  }
}

/** Takes the uploads in as the routes do; prints the head that answers each. */
async function takeUploads(store: CentralStore, task: Task & { readonly do: 'upload' }): Promise<void> {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const now = () => new Date().toISOString();
  const streams = createStreams({ store, now, random: randomUUID, log });
  const uploads = JSON.parse(readFileSync(task.file, 'utf8')) as Upload[];
  do {
    for (const { device, entries } of uploads) {
      const answer = await streams.upload(device, entries);
      if (!answer.ok) throw new Refused(answer.refusal);
      console.log(`${device.device_id} ${answer.value.seq}`);
    }
  } while (task.forever);
  await streams.stop();
}

/** Lets the first collection be written and holds the others back, so that exactly it stands when the process dies. */
function dyingAt(where: 'block-inserted' | 'amid-documents'): StoreOptions {
  const die = (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  let started = 0;
  return {
    onStep: (step: StoreStep) => {
      if (where === 'block-inserted') return step.at === where ? die() : undefined;
      if (step.at === 'written') return die();
      if (step.at === 'writing') started += 1;
      return started > 1 ? new Promise(() => {}) : undefined;
    },
  };
}

async function run(task: Task): Promise<void> {
  const { engine, at } = task.place;
  const options = task.do === 'commit' ? dyingAt(task.dieAt) : {};
  const store = engine === 'sqlite' ? openSqliteStore(at, options) : await openMongoStore(at, options);
  if (task.do === 'append') {
    await appendBlocks(store, task);
  } else if (task.do === 'upload') {
    await takeUploads(store, task);
  } else {
    await store.append(task.block);
    await store.writeDocuments(task.block);
  }
  await store.close();
}

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] ?? '') as Task);
