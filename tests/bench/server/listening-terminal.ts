import { type Agent, get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { ChangesAnswer, Cursor, StreamName } from '../../../shared/protocol/till.ts';
import { eventMore } from '../../../shared/protocol/till.ts';
import type { BenchTill } from './bench-till.ts';

/**
 * A terminal as the server sees it: an open event stream, and at every "there is more" a round of the register's puller,
 * the chain's stream first and then the store's, never two rounds at once. What it pulls is parsed and looked at.
 */
export class ListeningTerminal {
  readonly till: BenchTill;
  readonly #agent: Agent;
  readonly #port: number;
  readonly #onTicket: (number: string) => void;
  readonly #cursors: Record<StreamName, Cursor> = {
    chain: { position: 0, nonce: '' },
    store: { position: 0, nonce: '' },
  };
  #events: IncomingMessage | null = null;
  #woken = false;
  #pulling: Promise<void> | null = null;

  /** `agent`: keeps one connection for pulls, as a browser does; the event stream has its own. */
  constructor(till: BenchTill, port: number, agent: Agent, onTicket: (number: string) => void) {
    this.till = till;
    this.#port = port;
    this.#agent = agent;
    this.#onTicket = onTicket;
  }

  /** Listens, and pulls what there is. */
  async connect(): Promise<void> {
    this.#events = await this.#get('/api/events');
    const parser = createParser({
      onEvent: ({ event }) => {
        if (event === eventMore) this.#wake();
      },
    });
    this.#events.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
    this.#wake();
    await this.#pulling;
  }

  disconnect(): void {
    this.#events?.destroy();
    this.#events = null;
    this.#agent.destroy();
  }

  #wake(): void {
    this.#woken = true;
    this.#pulling ??= this.#pull().finally(() => {
      this.#pulling = null;
    });
  }

  async #pull(): Promise<void> {
    while (this.#woken) {
      this.#woken = false;
      for (const stream of ['chain', 'store'] as const) {
        while (await this.#pullPage(stream)) {}
      }
    }
  }

  /** True where there is more. */
  async #pullPage(stream: StreamName): Promise<boolean> {
    const { position, nonce } = this.#cursors[stream];
    const answer = await this.#get(
      `/api/changes?stream=${stream}&after=${position}&nonce=${encodeURIComponent(nonce)}`,
      this.#agent,
    );
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    const page = JSON.parse(text) as ChangesAnswer;
    this.#cursors[stream] = page.cursor;
    for (const { collection, value } of page.documents) {
      if (collection === 'tickets') this.#onTicket(String(value.ticket_number));
    }
    return page.more;
  }

  #get(path: string, agent?: Agent): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.till.token}` };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.#port, path, headers, ...(agent ? { agent } : {}) };
      get(options, (answer) => {
        if (answer.statusCode === 200) resolve(answer);
        else answer.on('data', (text) => reject(new Error(String(text))));
      }).on('error', reject);
    });
  }
}
