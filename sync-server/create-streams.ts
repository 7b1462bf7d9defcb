import { headKey } from '../shared/posting/posting.ts';
import { keyText } from '../shared/schema/collections.ts';
import type { Head } from '../shared/schema/heads.ts';
import { Appender } from './append.ts';
import { defaultSettings, type StreamsContext, type StreamsSettings } from './append-context.ts';
import { readChanges } from './feed.ts';
import { readSnapshot } from './feed-snapshot.ts';
import type { Streams } from './streams.ts';

/** The streams of one node, over a store that other nodes may share. */
export function createStreams(
  options: Omit<StreamsContext, 'settings'> & { readonly settings?: Partial<StreamsSettings> },
): Streams {
  const context: StreamsContext = { ...options, settings: { ...defaultSettings, ...options.settings } };
  const { store, settings } = context;
  const appenders = new Map<string, Appender>();
  const listeners = new Set<(stream: string) => void>();
  let stopped = false;

  const tell = (stream: string) => {
    for (const listener of listeners) listener(stream);
  };

  function appenderOf(stream: string): Appender {
    const known = appenders.get(stream);
    if (known) return known;
    const appender = new Appender(stream, context, () => tell(stream));
    if (stopped) void appender.stop();
    appenders.set(stream, appender);
    return appender;
  }

  return {
    async head({ stream, device_id, epoch }) {
      const key = headKey(device_id, epoch);
      const head = (await store.load([key])).get(keyText(key)) as Head | undefined;
      return head?.stream === stream ? head : null;
    },
    upload: (device, entries) => appenderOf(device.stream).upload(device, entries),
    decide: (stream, actor, decision) => appenderOf(stream).decide(actor, decision),
    changes: (stream, storeId, range) => readChanges(store, settings, stream, storeId, range),
    snapshot: (stream, storeId, after, limit) => readSnapshot(store, stream, storeId, after, limit),
    onBlock(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {},
    async stop() {
      stopped = true;
      await Promise.all([...appenders.values()].map((appender) => appender.stop()));
    },
  };
}
