import { objectIdOfEntry } from '../domain/ids.ts';
import type { Entry } from '../journal/kinds.ts';
import { type DocumentKey, keyText } from '../schema/collections.ts';
import type { ExceptionCode } from '../schema/exceptions.ts';
import type { Notification } from '../schema/notifications.ts';
import { cashierOf, exceptionIndex, notificationIndex, storeOf } from './keys.ts';
import { RunningTotals } from './running-totals.ts';
import type { Workspace } from './workspace.ts';

/** What posting knows besides the entry and the documents. */
export interface PostContext {
  readonly stream: string;
  /** When the server took the block in; null at the till, over its own entries that are not yet sent. */
  readonly received_at: string | null;
  /** Where the entry came from, as the server saw it; null at the till, and for what the server decides. */
  readonly address: string | null;
}

/** Something wrong with a fact that happened nevertheless. */
export interface Wrong {
  readonly code: ExceptionCode;
  readonly concerns: readonly DocumentKey[];
  readonly message: string;
}

/**
 * One entry while it is posted: the documents it may touch, its sums, and what is wrong with it. Exceptions and
 * notifications are numbered as they are raised, which is the same order wherever the entry is posted.
 */
export class EntryPosting<E extends Entry = Entry> {
  readonly entry: E;
  readonly context: PostContext;
  readonly documents: Workspace;
  readonly totals = new RunningTotals();
  #exceptions = 0;
  #notifications = 0;

  constructor(entry: E, context: PostContext, documents: Workspace) {
    this.entry = entry;
    this.context = context;
    this.documents = documents;
  }

  /** When the server took the entry in; at its till, while it is unsent, when it was made. */
  get postedAt(): string {
    return this.context.received_at ?? this.entry.at;
  }

  get storeId(): string {
    return storeOf(this.entry);
  }

  get userId(): string {
    return cashierOf(this.entry);
  }

  /** Of the `index`-th document that the entry makes. */
  idOf(index: number): string {
    return objectIdOfEntry(this.entry.at, this.entry.hash, index);
  }

  raise({ code, concerns, message }: Wrong): void {
    const { device_id, epoch, seq, store_id } = this.entry;
    this.documents.put('exceptions', {
      _id: this.idOf(exceptionIndex(this.#exceptions)),
      code,
      store_id,
      entry: { device_id, epoch, seq },
      concerns: concerns.map(keyText),
      message,
      status: 'open',
      created_at: this.postedAt,
    });
    this.#exceptions += 1;
  }

  notify(notice: Pick<Notification, 'user_id' | 'title' | 'message' | 'type'>): void {
    this.documents.put('notifications', {
      _id: this.idOf(notificationIndex(this.#notifications)),
      user_id: notice.user_id,
      title: notice.title,
      message: notice.message,
      type: notice.type,
      is_read: false,
      created_at: this.postedAt,
      store_id: this.storeId,
    });
    this.#notifications += 1;
  }

  /** Says what no total could hold. */
  end(): void {
    const concerns = this.totals.overflowed;
    if (concerns.length === 0) return;
    this.raise({
      code: 'total.overflowed',
      concerns,
      message:
        'A total would have become larger than a number can hold. It stands without this entry: look for a false amount.',
    });
  }
}
