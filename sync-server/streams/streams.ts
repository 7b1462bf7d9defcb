import type { ChainEnd, Envelope } from '../../shared/journal/entry.ts';
import type { BodyOf, CentralKind } from '../../shared/journal/kinds.ts';
import type { ChangesAnswer, Cursor, SnapshotAnswer } from '../../shared/protocol/till.ts';
import type { Refusal, Result } from '../../shared/result.ts';
import type {
  AnyDocument,
  CollectionName,
  DocumentKey,
  DocumentOf,
} from '../../shared/schema/collections.ts';
import type { Head } from '../../shared/schema/heads.ts';

/** What the routes and the server's own timers ask of the streams. */

/** A terminal as its token names it. */
export interface DeviceEpoch {
  readonly stream: string;
  readonly device_id: string;
  readonly epoch: number;
}

/** Who asks head office for a decision, and from where. */
export interface Asker {
  readonly user_id: string;
  readonly address: string | null;
}

/** An entry that the server or head office makes: sealed and numbered inside the append loop. */
export type Draft = {
  [K in CentralKind]: {
    readonly kind: K;
    readonly body: BodyOf<K>;
    readonly user_id: string | null;
    /** Of the request that brought it; none for what the server decides. */
    readonly address?: string | null;
  };
}[CentralKind];

export interface DecisionView {
  /** The documents as the stream's last block left them. */
  load(keys: readonly DocumentKey[]): Promise<ReadonlyMap<string, AnyDocument>>;
  get<C extends CollectionName>(collection: C, id: string): Promise<DocumentOf<C> | null>;
  readonly position: number;
  /** ISO; the block's `received_at` will not be earlier. */
  readonly now: string;
}

/**
 * Decides what to append, from the documents at the end of the stream. Called again, from new documents, where another
 * node was faster; so it must not do anything but decide.
 */
export type Decision<T> = (
  view: DecisionView,
) => Promise<Result<{ readonly drafts: readonly Draft[]; readonly value: T }, Refusal>>;

export interface UploadAnswer extends ChainEnd {
  readonly status: Head['status'];
  /** Entries of the device in the upload's last block that were kept without their bodies. */
  readonly without_body: number;
}

export type UploadRefusal =
  | 'upload.unknown_epoch'
  | 'upload.gap'
  | 'upload.broken_chain'
  | 'upload.bad_signature'
  | 'upload.stopping';

export interface Streams {
  /** The head, or null where this stream has none for the epoch. */
  head(device: DeviceEpoch): Promise<Head | null>;
  /** Appends what is new of these entries; resolves when durable. At or below the head they are compared (SYN3). */
  upload(
    device: DeviceEpoch,
    entries: readonly Envelope[],
    /** Where the upload came from. */
    address?: string | null,
  ): Promise<Result<UploadAnswer, Refusal<UploadRefusal>>>;
  /** Appends what the pseudo-device `<actor>@<stream>` decides. No drafts: nothing is appended. */
  decide<T>(stream: string, actor: 'server' | 'hq', decision: Decision<T>): Promise<Result<T>>;
  changes(
    stream: string,
    storeId: string,
    range: { readonly after: Cursor } | { readonly from: number; readonly to: number },
  ): Promise<Result<Omit<ChangesAnswer, 'server_time'>, Refusal<'snapshot_needed'>>>;
  snapshot(
    stream: string,
    storeId: string,
    after: string | null,
    limit: number,
  ): Promise<Omit<SnapshotAnswer, 'server_time'>>;
  /**
   * Calls back after this node has appended to, or noticed new blocks of, a stream; `blocks`: how many that were not told
   * of before. Returns the unsubscription.
   */
  onBlock(listener: (stream: string, blocks: number) => void): () => void;
  /** Redo of the last blocks, then timers: redo, grants, closing of draws, noticing of other nodes' blocks, trimming. */
  start(): Promise<void>;
  /** Finishes what is under way and refuses the rest. */
  stop(): Promise<void>;
}
