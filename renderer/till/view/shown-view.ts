import { businessDayOf } from '../../../shared/domain/business-day.ts';
import type { TillView } from '../api.ts';
import type { Change } from '../change.ts';
import type { DeskView } from '../commands/desk.ts';
import type { EpochPapers } from '../sync/papers.ts';
import { tillViewOf } from './till-view.ts';

/** The documents as screens see them, put together anew only where they, or the business day, may have changed. */
export class ShownView {
  #from: DeskView | null = null;
  #day = '';
  #shown: TillView | null = null;

  after(
    change: Change,
    documents: { readonly view: DeskView; readonly papers: EpochPapers } | null,
    now: string,
  ): TillView | null {
    const isSame = this.#from === (documents?.view ?? null) && (documents === null || this.#shown !== null);
    if (isSame && !this.#isConcerned(change, now)) return this.#shown;
    this.#from = documents?.view ?? null;
    this.#shown = documents && tillViewOf(documents.view, documents.papers, now, this.#shown);
    this.#day = this.#dayAt(now);
    return this.#shown;
  }

  #isConcerned(change: Change, now: string): boolean {
    switch (change) {
      case 'documents':
      case 'training':
      case 'phase':
        return true;
      case 'time':
        return this.#dayAt(now) !== this.#day;
      default:
        return false;
    }
  }

  #dayAt(now: string): string {
    return this.#shown ? businessDayOf(now, this.#shown.store).business_day : '';
  }
}
