import { decode, encodeDate, encodeInteger } from './mongo-bson.ts';
import type { Block, BlockDocument, BlockEntry, OutgoingEntry } from './port.ts';

/** Whatever bears keys that are data (entry bodies, quarantined ones above all) stands as JSON text. */
export interface StoredBlock {
  readonly _id: string;
  readonly stream: string;
  readonly position: number;
  readonly nonce: string;
  readonly posting_version: number;
  readonly received_at: Date | string;
  readonly entries: readonly {
    readonly device_id: string;
    readonly epoch: number;
    readonly seq: number;
    readonly outcome: BlockEntry['outcome'];
    readonly address: string | null;
    readonly json: string;
  }[];
  /** `device/epoch/seq` in sortable form: one index key that a range of entries is found by. */
  readonly entry_ids: readonly string[];
  readonly documents: string | null;
  readonly outgoing: string;
}

export const blockId = (stream: string, position: number): string => `${stream}/${position}`;

export const entryId = (deviceId: string, epoch: number, seq: number): string =>
  `${deviceId}/${epoch}/${String(seq).padStart(16, '0')}`;

export function toStored(block: Block): StoredBlock {
  const { stream, position, nonce, posting_version, received_at, entries, documents, outgoing } = block;
  return {
    _id: blockId(stream, position),
    stream,
    position: encodeInteger(position) as number,
    nonce,
    posting_version: encodeInteger(posting_version) as number,
    received_at: encodeDate(received_at) as Date | string,
    entries: entries.map(({ entry, outcome, address }) => ({
      device_id: entry.device_id,
      epoch: encodeInteger(entry.epoch) as number,
      seq: encodeInteger(entry.seq) as number,
      outcome,
      address,
      json: JSON.stringify(entry),
    })),
    entry_ids: entries.map(({ entry }) => entryId(entry.device_id, entry.epoch, entry.seq)),
    documents: documents && JSON.stringify(documents),
    outgoing: JSON.stringify(outgoing),
  };
}

export const fromStored = (stored: StoredBlock): Block => ({
  stream: stored.stream,
  position: stored.position,
  nonce: stored.nonce,
  posting_version: stored.posting_version,
  received_at: String(decode(stored.received_at)),
  entries: stored.entries.map(({ json, outcome, address }) => ({
    entry: JSON.parse(json) as BlockEntry['entry'],
    outcome,
    address,
  })),
  documents: stored.documents === null ? null : (JSON.parse(stored.documents) as BlockDocument[]),
  outgoing: JSON.parse(stored.outgoing) as OutgoingEntry[],
});
