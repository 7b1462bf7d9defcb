import { type Static, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/schema';
import { inTurn } from '../../../shared/in-turn.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { Instant } from '../../../shared/schema/scalars.ts';
import { HeldBasket, maxHeld } from '../commands/held-baskets.ts';
import type { Generation, MarkRow } from './databases.ts';
import { failedWrite } from './failed-write.ts';
import type { Table } from './tables.ts';

const EpochKey = Type.Object({ device_id: Type.String(), epoch: Type.Integer() });
const Seq = Type.Integer({ minimum: 0 });

/** Small facts that stand beside the journal, strictly durable. */
const marks = {
  /** Which collection holds the documents. */
  generation: Type.Object({ generation: Type.Unsafe<Generation>(Type.Enum(['documents_a', 'documents_b'])) }),
  /** The last contact: the server's time, and the own chain's end then (DRW4 counts from there). */
  contact: Type.Object({ server_time: Instant, ...EpochKey.properties, seq: Seq }),
  /** The latest time that had surely passed, whatever the wall clock said (SYN8, SEC3). */
  clock: Type.Object({ at: Instant }),
  /** Baskets put aside: no facts, hence not in the journal, but a restart must not lose them. */
  held: Type.Object({ baskets: Type.Array(HeldBasket, { maxItems: maxHeld }) }),
  /** Tickets whose printing was not confirmed, and the own entry up to which that is known (TKT5). */
  unprinted: Type.Object({ ...EpochKey.properties, seq: Seq, numbers: Type.Array(Type.String()) }),
} as const;

/** One mark per epoch. */
const epochMarks = {
  /** What the server has confirmed: up to here an own entry with that hash. */
  acked: Type.Object({ seq: Seq, hash: Type.String() }),
  /** Up to here a forked or overtaken chain was handed to the server for its quarantine. */
  salvaged: Type.Object({ seq: Seq }),
  /**
   * The last number that a damaged second copy could not bring back: what follows it continues the epoch only where the
   * server has it.
   */
  gap: Type.Object({ seq: Seq }),
  /** The server has more of this epoch, or something else, or its end is lost: it is not continued here (JRN5). */
  lost: Type.Object({
    reason: Type.Unsafe<'journal_lost' | 'journal_behind' | 'fork'>(
      Type.Enum(['journal_lost', 'journal_behind', 'fork']),
    ),
  }),
  /** The server said so last; pulled documents cannot tell, because a revoked terminal is given none. */
  status: Type.Object({ status: Type.Unsafe<'active' | 'revoked'>(Type.Enum(['active', 'revoked'])) }),
  /** By the server's time, about daily: up to where the pulled documents contained the epoch. Oldest first. */
  contained: Type.Object({ days: Type.Array(Type.Object({ seq: Seq, at: Instant })) }),
} as const;

type MarkName = keyof typeof marks;
type EpochMarkName = keyof typeof epochMarks;

/** All marks in memory; written through. */
export class Marks {
  readonly #table: Table<MarkRow>;
  readonly #report: (error: unknown) => void;
  readonly #values: Map<string, unknown>;
  /** Held, but not on the disk yet: goes with the next write. */
  readonly #owed = new Map<string, object>();
  readonly #inTurn = inTurn();

  private constructor(table: Table<MarkRow>, values: Map<string, unknown>, report: (error: unknown) => void) {
    this.#table = table;
    this.#report = report;
    this.#values = values;
  }

  static async open(table: Table<MarkRow>, report: (error: unknown) => void): Promise<Marks> {
    const rows = await table.range({ index: 'name', from: '', below: '\uffff' });
    return new Marks(table, new Map(rows.map((row) => [row.name, JSON.parse(row.text)])), report);
  }

  get<N extends MarkName>(name: N): Static<(typeof marks)[N]> | null {
    return this.#read(name, marks[name]) as Static<(typeof marks)[N]> | null;
  }

  set<N extends MarkName>(name: N, value: Static<(typeof marks)[N]>): Promise<void> {
    return this.#write(name, value);
  }

  /** As `set`, for what a person waits for: a full disk is an answer. */
  async keep<N extends MarkName>(name: N, value: Static<(typeof marks)[N]>): Promise<Result<void>> {
    try {
      await this.set(name, value);
      return ok(undefined);
    } catch (error) {
      return failedWrite(error);
    }
  }

  getOf<N extends EpochMarkName>(name: N, epoch: EpochRef): Static<(typeof epochMarks)[N]> | null {
    return this.#read(markName(name, epoch), epochMarks[name]) as Static<(typeof epochMarks)[N]> | null;
  }

  setOf<N extends EpochMarkName>(
    name: N,
    epoch: EpochRef,
    value: Static<(typeof epochMarks)[N]>,
  ): Promise<void> {
    return this.#write(markName(name, epoch), value);
  }

  /**
   * As `setOf`, for what the server can tell again: it counts at once, and a disk that refuses it keeps nothing from
   * being sent (SYN7). Never rejects; what was not written goes with the next mark that is.
   */
  async holdOf<N extends EpochMarkName>(
    name: N,
    epoch: EpochRef,
    value: Static<(typeof epochMarks)[N]>,
  ): Promise<void> {
    const key = markName(name, epoch);
    this.#values.set(key, value);
    this.#owed.set(key, value);
    await this.#writeOwed().catch(this.#report);
  }

  /** What is held is on the disk when it resolves; rejects where the disk refuses it. */
  async keepHeld(): Promise<void> {
    if (this.#owed.size > 0) await this.#writeOwed();
  }

  /** No write is under way any more. */
  async settled(): Promise<void> {
    await this.#inTurn(async () => {});
  }

  #read(name: string, schema: TSchema): unknown {
    const value = this.#values.get(name);
    return value !== undefined && Check(schema, value) ? value : null;
  }

  #write(name: string, value: object): Promise<void> {
    const before = this.#values.get(name);
    this.#values.set(name, value);
    this.#owed.delete(name);
    const written = this.#writeOwed({ name, value });
    written.catch(() => {
      // What the disk does not have must not count: the next snapshot would be loaded over the generation in use.
      if (this.#values.get(name) === value) this.#values.set(name, before);
    });
    return written;
  }

  /** Writes what is owed, and `mark` with it. */
  #writeOwed(mark?: { readonly name: string; readonly value: object }): Promise<void> {
    return this.#inTurn(async () => {
      const owed = [...this.#owed].filter(([name]) => name !== mark?.name);
      const marks = [...owed.map(([name, value]) => ({ name, value })), ...(mark ? [mark] : [])];
      await this.#table.write(marks.map(({ name, value }) => ({ name, text: JSON.stringify(value) })));
      for (const [name, value] of owed) if (this.#owed.get(name) === value) this.#owed.delete(name);
    });
  }
}

/** One life of a device's journal. */
export interface EpochRef {
  readonly device_id: string;
  readonly epoch: number;
}

const markName = (name: string, epoch: EpochRef) => `${name}/${epochName(epoch)}`;

/** Names an epoch among all of this terminal. */
export const epochName = ({ device_id, epoch }: EpochRef) => `${device_id}/${epoch}`;
