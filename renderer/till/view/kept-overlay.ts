import { type Static, Type } from 'typebox';
import { Check } from 'typebox/schema';
import { postingVersion } from '../../../shared/posting/posting.ts';
import { Cursor } from '../../../shared/protocol/till.ts';
import { type AnyDocument, traitsOf } from '../../../shared/schema/collections.ts';
import { Instant, Nullable } from '../../../shared/schema/scalars.ts';
import type { Platform } from '../platform.ts';
import type { DocumentDatabase, DocumentRow, Generation } from '../store/databases.ts';
import { collectionOf, type Held, lookupOf, orderOf } from '../store/document-rows.ts';
import type { Documents } from '../store/documents.ts';
import type { EpochRef } from '../store/marks.ts';
import { StoredDocuments } from '../store/stored-documents.ts';
import type { Table } from '../store/tables.ts';

/** What the checkpoint's documents are: the pulled ones at these cursors with own entries up to `seq` posted over them. */
const CheckpointMark = Type.Object({
  /** Another version may post otherwise. */
  made_by: Type.String(),
  device_id: Type.String(),
  epoch: Type.Integer(),
  seq: Type.Integer({ minimum: 1 }),
  hash: Type.String(),
  generation: Type.String(),
  store: Cursor,
  chain: Nullable(Cursor),
  /** The newest instant among these entries that has passed for sure. */
  bounded_at: Nullable(Instant),
  /** Sold after the entry `since_seq`, which was the last one when the server was last heard (DRW4). */
  since_seq: Type.Integer({ minimum: 0 }),
  sold: Type.Array(
    Type.Object({ lottery_id: Type.String(), tickets: Type.Integer(), amount_minor: Type.Integer() }),
  ),
});
export type CheckpointMark = Static<typeof CheckpointMark>;
/** All but what the checkpoint itself knows. */
export type CheckpointState = Omit<CheckpointMark, 'made_by'>;

/** Sorts before all keys of documents. */
export const markKey = '!';

/** What a checkpoint holds, read at a start. */
export class KeptOverlay extends StoredDocuments {
  readonly mark: CheckpointMark;

  private constructor(mark: CheckpointMark, table: Table<DocumentRow>) {
    super(table);
    this.mark = mark;
  }

  /** `kept` is null where there is none, or one by another version. */
  static async read(
    database: DocumentDatabase,
    platform: Platform,
  ): Promise<{ readonly kept: KeptOverlay | null; readonly isEmpty: boolean }> {
    const table = await database.table('checkpoint').catch((error: unknown) => {
      // Made anew after it was removed, which a full disk refuses.
      platform.report(error);
      return null;
    });
    if (!table) return { kept: null, isEmpty: false };
    const [first] = await table.range({ index: 'key', from: '', below: '~', limit: 1 });
    const mark: unknown = first?.key === markKey ? JSON.parse(first.text) : null;
    const isOurs = Check(CheckpointMark, mark) && mark.made_by === madeBy(platform);
    if (!first) await database.release('checkpoint');
    return { kept: isOurs ? new KeptOverlay(mark, table) : null, isEmpty: !first };
  }

  /** Whether it was made over these documents, in this epoch. */
  goesWith({ device_id, epoch }: EpochRef, generation: Generation, documents: Documents): boolean {
    const { mark } = this;
    return (
      mark.device_id === device_id &&
      mark.epoch === epoch &&
      mark.generation === generation &&
      isSame(mark.store, documents.cursor('store')) &&
      isSame(mark.chain, documents.cursor('chain'))
    );
  }

  /** All but tickets and sales: few, and what screens and posting ask for. */
  light(): Promise<Held[]> {
    return this.findByLookup(lightLookup);
  }
}

const isSame = (a: Cursor | null, b: Cursor | null): boolean =>
  a?.position === b?.position && a?.nonce === b?.nonce;

const lightLookup = 'light';

export function rowOf([key, value]: readonly [string, AnyDocument]): DocumentRow {
  const collection = collectionOf(key);
  const isLight = traitsOf(collection).keptDays === null;
  return {
    key,
    lookup: isLight ? lightLookup : lookupOf(collection, value),
    order: isLight ? '' : orderOf(collection, value),
    text: JSON.stringify(value),
  };
}

export const markRow = (mark: CheckpointMark): DocumentRow => ({
  key: markKey,
  lookup: '',
  order: '',
  text: JSON.stringify(mark),
});

export const madeBy = ({ host }: Platform) => `${host.posVersion}/${postingVersion}`;
