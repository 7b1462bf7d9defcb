import type { CentralStore } from '../store/port.ts';
import type { QuarantineBounds } from './quarantine-budget.ts';

/** Where the streams tell what an operator should know. Pino and Fastify's logger fit. */
export interface StreamsLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface StreamsSettings {
  /** A block holds about so many bytes of documents; a single entry may go beyond. MongoDB's bound is 16 MB. */
  readonly blockBytes: number;
  readonly quarantine: QuarantineBounds;
  /** An answer of the feed ends after the block with which it reaches one of these. */
  readonly feedDocuments: number;
  readonly feedBytes: number;
  /** How often this node looks for blocks of other nodes. */
  readonly watchEveryMs: number;
  readonly redoEveryMs: number;
  readonly grantEveryMs: number;
  /** At the latest; it wakes at each close. */
  readonly closeDrawsEveryMs: number;
  /** Draws that a stopped server missed are closed afterwards if not older than this. */
  readonly closeDrawsBackMs: number;
  readonly trimEveryMs: number;
  readonly deleteExpiredEveryMs: number;
  /** Blocks keep their documents for so long and for so many blocks: a terminal that was away longer takes a snapshot. */
  readonly keepDocumentsMs: number;
  readonly keepDocumentsBlocks: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const defaultSettings: StreamsSettings = {
  blockBytes: 4_000_000,
  // A revoked till's backlog of days is kept whole.
  quarantine: { entries: 5_000, bytes: 16_000_000, everyMs: dayMs },
  feedDocuments: 1_000,
  feedBytes: 1_000_000,
  watchEveryMs: 1_000,
  redoEveryMs: minuteMs / 2,
  grantEveryMs: minuteMs,
  closeDrawsEveryMs: minuteMs / 2,
  closeDrawsBackMs: 60 * dayMs,
  trimEveryMs: 60 * minuteMs,
  deleteExpiredEveryMs: 60 * minuteMs,
  keepDocumentsMs: 7 * dayMs,
  keepDocumentsBlocks: 10_000,
};

/** What the parts of the streams are given. */
export interface StreamsContext {
  readonly store: CentralStore;
  /** ISO with milliseconds. */
  readonly now: () => string;
  /** A text that never comes twice. */
  readonly random: () => string;
  readonly log: StreamsLog;
  readonly settings: StreamsSettings;
}
