import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { chainStream } from '../shared/journal/entry.ts';
import type { Streams } from './streams/streams.ts';

/** What the routes report. Labels are names of ours, never of people, stores or terminals. */
export interface Metrics {
  uploaded(outcome: string, entries: number): void;
  fed(answer: 'documents' | 'nothing' | 'snapshot_needed' | 'snapshot_page'): void;
  answered(route: string, method: string, status: number, seconds: number): void;
  terminals(connected: number): void;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Metrics of one application; `process` adds those of the process (memory, event loop), once per process. */
export function createMetrics(streams: Streams, options: { readonly process: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.process) collectDefaultMetrics({ register: registry });

  const entries = new Counter({
    name: 'tillside_entries_total',
    help: 'Entries that terminals sent',
    labelNames: ['outcome'],
    registers,
  });
  const uploads = new Counter({
    name: 'tillside_uploads_total',
    help: 'Uploads by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const blocks = new Counter({
    name: 'tillside_blocks_total',
    help: 'Blocks appended or noticed',
    labelNames: ['stream'],
    registers,
  });
  const feed = new Counter({
    name: 'tillside_feed_answers_total',
    help: 'Answers of the feed',
    labelNames: ['answer'],
    registers,
  });
  const connected = new Gauge({
    name: 'tillside_terminals',
    help: 'Terminals that listen for events',
    registers,
  });
  const latency = new Histogram({
    name: 'tillside_http_seconds',
    help: 'Time to answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  streams.onBlock((stream, count) =>
    blocks.inc({ stream: stream === chainStream ? 'chain' : 'store' }, count),
  );

  return {
    uploaded(outcome, count) {
      uploads.inc({ outcome });
      entries.inc({ outcome }, count);
    },
    fed: (answer) => feed.inc({ answer }),
    answered: (route, method, status, seconds) => latency.observe({ route, method, status }, seconds),
    terminals: (count) => connected.set(count),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
