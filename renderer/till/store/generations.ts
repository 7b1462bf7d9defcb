import { hourMs, instantAt, instantMs } from '../../../shared/domain/instants.ts';
import type { EpochPapers } from '../sync/papers.ts';
import { type DocumentDatabase, type Generation, otherGeneration } from './databases.ts';
import { Documents } from './documents.ts';
import type { Marks } from './marks.ts';

/** Day totals of the last days are held: enough for the current business day and the one before it. */
const totalsDays = 4;

/** The collection of documents in use, and the one beside it that a snapshot is loaded into. */
export class Generations {
  readonly #database: DocumentDatabase;
  readonly #marks: Marks;
  readonly #papers: EpochPapers;

  constructor(database: DocumentDatabase, marks: Marks, papers: EpochPapers) {
    this.#database = database;
    this.#marks = marks;
    this.#papers = papers;
  }

  get inUse(): Generation {
    return this.#marks.get('generation')?.generation ?? 'documents_a';
  }

  open(generation: Generation, now: string): Promise<Documents> {
    const since = instantAt(instantMs(now) - totalsDays * 24 * hourMs).slice(0, 10);
    const deviceId = this.#papers.device_id;
    return this.#database.table(generation).then((table) => Documents.open(table, { deviceId, since }));
  }

  /** The other generation, empty, whatever a crash left in it. */
  async fresh(now: string): Promise<Documents> {
    const other = otherGeneration(this.inUse);
    await this.#database.remove(other);
    return this.open(other, now);
  }

  /** The moment of the swap: one durable mark. */
  async swap(): Promise<void> {
    await this.#marks.set('generation', { generation: otherGeneration(this.inUse) });
  }

  removeOther(): Promise<void> {
    return this.#database.remove(otherGeneration(this.inUse));
  }
}
