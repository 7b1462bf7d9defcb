/** Where one connection of a device replaces another: two, because the one before may not know yet that it is dead. */
const perDevice = 2;
/** Each block is told to each of them; a till without one asks every half minute. */
const inAll = 10_000;

interface Connection {
  destroy(): void;
}

interface Open<C> {
  readonly connection: C;
  readonly device_id: string;
  readonly stream: string;
}

/** The event streams that this node holds open, the oldest first, so many and no more. */
export class OpenStreams<C extends Connection> {
  readonly #open = new Map<C, Open<C>>();
  readonly #inAll: number;

  constructor(most = inAll) {
    this.#inAll = most;
  }

  get size(): number {
    return this.#open.size;
  }

  /** A device that has some already gives up its oldest, and so never finds the node full. */
  hasRoomFor(device_id: string): boolean {
    return this.#open.size < this.#inAll || this.#of(device_id).length > 0;
  }

  add(one: Open<C>): void {
    const own = this.#of(one.device_id);
    const most = this.#open.size < this.#inAll ? perDevice : own.length;
    for (const { connection } of own.slice(0, Math.max(0, own.length + 1 - most))) {
      this.#open.delete(connection);
      connection.destroy();
    }
    this.#open.set(one.connection, one);
  }

  delete(connection: C): void {
    this.#open.delete(connection);
  }

  /** Those of one stream, or all. */
  connections(stream: string | null = null): readonly C[] {
    return [...this.#open.values()]
      .filter((one) => stream === null || one.stream === stream)
      .map(({ connection }) => connection);
  }

  #of(device_id: string): readonly Open<C>[] {
    return [...this.#open.values()].filter((one) => one.device_id === device_id);
  }
}
