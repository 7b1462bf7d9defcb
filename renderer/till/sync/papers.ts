import { type Static, Type } from 'typebox';
import { Check } from 'typebox/schema';
import type { HostSecrets } from '../../../shared/host.ts';
import { Enrolment } from '../../../shared/protocol/till.ts';
import { Nullable, Text } from '../../../shared/schema/scalars.ts';
import type { EpochRef } from '../store/marks.ts';

/** What one epoch acts by. */
const EpochPapers = Type.Object({
  ...Enrolment.properties,
  private_key: Text(400, 1),
  public_key: Text(64, 40),
  /** The journal's first row of this epoch was written: if it is gone, the journal is lost (JRN5). */
  journal_begun: Type.Boolean(),
});
export type EpochPapers = Static<typeof EpochPapers>;

const Binder = Type.Object({
  /** Hex. Outlives epochs, so that this till can print the original of what an earlier life sold. */
  till_secret: Nullable(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  /** A key made for an enrolment or epoch that was asked for: kept until the answer is, so that asking again is the same. */
  pending_key: Nullable(Type.Object({ private_key: Text(400, 1), public_key: Text(64, 40) })),
  current: Nullable(Type.Object({ device_id: Text(24, 24), epoch: Type.Integer({ minimum: 1 }) })),
  epochs: Type.Array(EpochPapers),
});
export type Binder = Static<typeof Binder>;

const secretName = 'papers';
const empty: Binder = { till_secret: null, pending_key: null, current: null, epochs: [] };

/**
 * The papers of all epochs, in the host's secrets: apart from IndexedDB, so that they survive its loss. One text, so
 * that a new epoch's papers and the pointer to it are written at once.
 */
export class Papers {
  readonly #secrets: HostSecrets;
  #binder: Binder;

  private constructor(secrets: HostSecrets, binder: Binder) {
    this.#secrets = secrets;
    this.#binder = binder;
  }

  static async open(secrets: HostSecrets): Promise<Papers> {
    const text = await secrets.read(secretName);
    const value: unknown = text === null ? empty : JSON.parse(text);
    // Papers that cannot be read must not be taken for none: enrolling anew would bury what was not sent.
    if (!Check(Binder, value)) throw new Error('the papers of this till are damaged');
    return new Papers(secrets, value);
  }

  get binder(): Binder {
    return this.#binder;
  }

  current(): EpochPapers | null {
    const { current } = this.#binder;
    return current && this.of(current);
  }

  of({ device_id, epoch }: EpochRef): EpochPapers | null {
    return this.#binder.epochs.find((e) => e.device_id === device_id && e.epoch === epoch) ?? null;
  }

  /** Durable when resolved. */
  async change(change: Partial<Binder>): Promise<void> {
    const next = { ...this.#binder, ...change };
    await this.#secrets.write(secretName, JSON.stringify(next));
    this.#binder = next;
  }

  async add(papers: EpochPapers): Promise<void> {
    const others = this.#binder.epochs.filter(
      (e) => e.device_id !== papers.device_id || e.epoch !== papers.epoch,
    );
    const { device_id, epoch } = papers;
    await this.change({ epochs: [...others, papers], current: { device_id, epoch }, pending_key: null });
  }

  async setBegun({ device_id, epoch }: EpochRef): Promise<void> {
    const epochs = this.#binder.epochs.map((e) =>
      e.device_id === device_id && e.epoch === epoch ? { ...e, journal_begun: true } : e,
    );
    await this.change({ epochs });
  }
}
