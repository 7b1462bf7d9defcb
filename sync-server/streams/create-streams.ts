import { chainStream } from '../../shared/journal/entry.ts';
import { headKey } from '../../shared/posting/posting.ts';
import { keyText } from '../../shared/schema/collections.ts';
import type { Head } from '../../shared/schema/heads.ts';
import { DrawCloser } from '../chores/close-draws.ts';
import { GrantsWatch } from '../chores/grants-watch.ts';
import { type Repeated, repeat } from '../chores/repeat.ts';
import type { Block } from '../store/port.ts';
import { Appender } from './append.ts';
import { defaultSettings, type StreamsContext, type StreamsSettings } from './append-context.ts';
import { readChanges } from './feed.ts';
import { readSnapshot } from './feed-snapshot.ts';
import { QuarantineBudget } from './quarantine-budget.ts';
import { BlockWatch, findTrimPosition, redoLastBlocks } from './redo.ts';
import type { Streams } from './streams.ts';

/** What the timers run; tests call it when they want. */
export interface Chores {
  redo(): Promise<void>;
  /** Looks for blocks of other nodes. */
  watch(): Promise<void>;
  /** Of every store's stream. */
  grant(): Promise<void>;
  /** Resolves with the time of the next close. */
  closeDraws(): Promise<string | null>;
  trim(): Promise<void>;
  /** Sessions and counters of wrong passwords. */
  deleteExpired(): Promise<void>;
}

/** The streams of one node, over a store that other nodes may share. */
export function createStreams(
  options: Omit<StreamsContext, 'settings'> & { readonly settings?: Partial<StreamsSettings> },
): Streams & { readonly chores: Chores } {
  const context: StreamsContext = { ...options, settings: { ...defaultSettings, ...options.settings } };
  const { store, now, log, settings } = context;
  const budget = new QuarantineBudget(settings.quarantine, () => Date.parse(now()));
  const appenders = new Map<string, Appender>();
  const listeners = new Set<(stream: string, blocks: number) => void>();
  const toGrant = new Set<string>();
  const timers: Record<'grants' | 'draws', Repeated | null> = { grants: null, draws: null };
  const others: Repeated[] = [];
  let stopped = false;

  function appenderOf(stream: string): Appender {
    const known = appenders.get(stream);
    if (known) return known;
    const appender = new Appender(stream, context, budget, appended);
    if (stopped) void appender.stop();
    appenders.set(stream, appender);
    return appender;
  }

  const decide: Streams['decide'] = (stream, actor, decision) => appenderOf(stream).decide(actor, decision);
  const grants = new GrantsWatch(store, decide);
  const closer = new DrawCloser({ store, decide, now, backMs: settings.closeDrawsBackMs });
  const watch = new BlockWatch(store, (stream, blocks) => {
    grants.forget(stream);
    tell(stream, blocks);
  });

  function appended(block: Block): void {
    const blocks = watch.appended(block.stream, block.position);
    // Other nodes' blocks lie in between, which this node has not read.
    if (blocks > 1) grants.forget(block.stream);
    if (grants.appended(block) && block.stream !== chainStream) {
      toGrant.add(block.stream);
      timers.grants?.poke();
    }
    tell(block.stream, blocks);
  }

  function tell(stream: string, blocks: number): void {
    // Lotteries and stores decide which draws are to be closed when.
    if (stream === chainStream) timers.draws?.poke();
    for (const listener of listeners) listener(stream, blocks);
  }

  async function grantWhere(streams: Iterable<string>): Promise<void> {
    for (const stream of streams) {
      toGrant.delete(stream);
      if (stream !== chainStream) await grants.grant(stream);
    }
  }

  const chores: Chores = {
    redo: () => redoLastBlocks(store),
    watch: () => watch.look(),
    async grant() {
      const streams = await store.streams();
      for (const stream of streams) grants.forget(stream);
      await grantWhere(streams);
    },
    closeDraws: () => closer.close(),
    async trim() {
      for (const stream of await store.streams()) {
        const before = await findTrimPosition(context, stream);
        if (before !== null) await store.trim(stream, before);
      }
    },
    deleteExpired: () => store.deleteExpired(now()),
  };

  /** A chore that fails (the database is away) is tried again when its time comes. */
  const every = (name: keyof Chores, ms: number, task: () => Promise<number>): Repeated =>
    repeat(task, (error) => {
      log.error({ err: error }, `${name} failed`);
      return ms;
    });
  const chore = (name: keyof Chores, ms: number): Repeated =>
    every(name, ms, async () => {
      await chores[name]();
      return ms;
    });

  return {
    chores,
    async head({ stream, device_id, epoch }) {
      const key = headKey(device_id, epoch);
      const head = (await store.load([key])).get(keyText(key)) as Head | undefined;
      return head?.stream === stream ? head : null;
    },
    upload: (device, entries, address = null) => appenderOf(device.stream).upload(device, entries, address),
    decide,
    changes: (stream, storeId, range) => readChanges(store, settings, stream, storeId, range),
    snapshot: (stream, storeId, after, limit) => readSnapshot(store, stream, storeId, after, limit),
    onBlock(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async start() {
      await chores.redo();
      timers.grants = every('grant', settings.grantEveryMs, async () => {
        await grantWhere([...toGrant]);
        return settings.grantEveryMs;
      });
      timers.draws = every('closeDraws', settings.closeDrawsEveryMs, async () => {
        const next = await chores.closeDraws();
        const untilNext = next === null ? Number.POSITIVE_INFINITY : Date.parse(next) - Date.parse(now());
        return Math.min(settings.closeDrawsEveryMs, Math.max(0, untilNext));
      });
      others.push(
        chore('redo', settings.redoEveryMs),
        chore('grant', settings.grantEveryMs),
        chore('watch', settings.watchEveryMs),
        chore('trim', settings.trimEveryMs),
        chore('deleteExpired', settings.deleteExpiredEveryMs),
      );
    },

    async stop() {
      stopped = true;
      const timed = [...others, timers.grants, timers.draws].filter((timer) => timer !== null);
      await Promise.all([...timed, ...appenders.values()].map((part) => part.stop()));
    },
  };
}
