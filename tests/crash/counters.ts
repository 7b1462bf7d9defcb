import { EventEmitter, once } from 'node:events';
import type { BasketLine, CompletedSale, Till } from '../../renderer/till/api.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import type { HeadAnswer } from '../../shared/protocol/till.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { entryName } from '../kit/books/ledger.ts';
import { fromStock, quickPicks, sellFor } from '../till/counter.ts';
import { granted, isReady, Machine, until } from '../till/machine.ts';
import type { Place } from './seed-stores.ts';

/** A till sells on without the server until so many entries wait, so that a test's load does not grow with its outages. */
const unsentAtMost = 6;
/** As long as the kills may go on: a busy computer gets no upload of a till through between many of them. */
const untilTheEndMs = 400_000;

/** What tills and server said to each other, as seen between them. */
export class Wire {
  /** The last entry of a till that the server has acknowledged, by the till's token. */
  readonly acknowledged = new Map<string, HeadAnswer & { readonly device_id: string }>();
  /** By `entryName`. */
  readonly hashes = new Map<string, string>();
  readonly #uploads = new EventEmitter();
  readonly #failed = new AbortController();
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Rejects where a counter has failed, also before: then none might come. */
  async uploadBegins(): Promise<void> {
    await once(this.#uploads, 'begins', { signal: this.#failed.signal });
  }

  fail(error: unknown): void {
    this.#failed.abort(error);
  }

  async carry(url: URL, init: RequestInit): Promise<Response | null> {
    if (url.pathname !== '/api/entries') return null;
    const { entries } = JSON.parse(String(init.body)) as { entries: Envelope[] };
    const answering = fetch(`http://127.0.0.1:${this.#port}${url.pathname}`, init);
    this.#uploads.emit('begins');
    const answer = await answering;
    const device_id = entries[0]?.device_id ?? '';
    if (answer.ok) {
      const head = (await answer.clone().json()) as HeadAnswer;
      const token = new Headers(init.headers).get('authorization') ?? '';
      this.acknowledged.set(token, { ...head, device_id });
      this.hashes.set(entryName({ ...head, device_id }), head.hash);
    }
    return answer;
  }
}

/** A till that sells until it is told to stop. */
export class Counter {
  readonly machine: Machine;
  readonly till: Till;
  readonly place: Place;
  readonly sold: CompletedSale[] = [];
  readonly #selling: Promise<void>;
  #stopped = false;

  private constructor(wire: Wire, machine: Machine, till: Till, place: Place) {
    this.machine = machine;
    this.till = till;
    this.place = place;
    this.#selling = this.#sellOn();
    this.#selling.catch((error: unknown) => wire.fail(error));
  }

  static async open(wire: Wire, port: number, place: Place): Promise<Counter> {
    const clock = { nowMs: () => Date.now(), uptimeMs: () => performance.now() };
    const machine = new Machine({ clock, port });
    machine.intercept = (url, init) => wire.carry(url, init);
    const till = machine.start();
    await until(till, 'not enrolled', (state) => state.phase.phase === 'not_enrolled');
    granted(await till.enrol(place.activation_code));
    await until(till, 'ready', isReady);
    granted(await till.signIn(place.user, demoPassword));
    granted(await till.openShift(10_000));
    return new Counter(wire, machine, till, place);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#selling;
  }

  async #sellOn(): Promise<void> {
    const { till, sold } = this;
    while (!this.#stopped) {
      const hasRoom = () => this.#stopped || till.state().connection.unsent < unsentAtMost;
      await until(till, 'room for an entry', hasRoom, untilTheEndMs);
      const sale = await sellFor(till, this.#basket(sold.length));
      sold.push(sale);
      const slip = sale.tickets[0];
      if (sold.length % 7 !== 0 || !slip) continue;
      const { ticket, securityCode } = slip;
      const request = { ticketNumber: ticket.ticket_number, securityCode, reason: 'misread' };
      granted(await till.cancelTicket(request));
    }
  }

  /** Numbers mostly; from stock now and then, while this till's share lasts. */
  #basket(nth: number): BasketLine[] {
    if (nth % 5 !== 4) return quickPicks(this.till, 1 + (nth % 2));
    const raffle = fromStock(this.till, 1, 'RAFFLE');
    return this.till.checkBasket(raffle).ok ? raffle : quickPicks(this.till);
  }
}
