export interface ScheduledEvent {
  readonly atMs: number;
  readonly what: string;
  run: () => void | Promise<void>;
}

interface Queued {
  readonly event: ScheduledEvent;
  readonly order: number;
}

const isBefore = (a: Queued, b: Queued): boolean =>
  a.event.atMs < b.event.atMs || (a.event.atMs === b.event.atMs && a.order < b.order);

/** By time; of the same time by the order in which they were added. A binary heap. */
export class EventQueue {
  readonly #heap: Queued[] = [];
  #added = 0;

  add(event: ScheduledEvent): void {
    const queued = { event, order: this.#added++ };
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent] as Queued;
      if (!isBefore(queued, above)) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = queued;
  }

  take(): ScheduledEvent | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (!first || !last) return null;
    if (this.#heap.length === 0) return first.event;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      const right = this.#heap[child + 1];
      if (right && isBefore(right, this.#heap[child] as Queued)) child += 1;
      const below = this.#heap[child] as Queued;
      if (!isBefore(below, last)) break;
      this.#heap[at] = below;
      at = child;
    }
    this.#heap[at] = last;
    return first.event;
  }
}
