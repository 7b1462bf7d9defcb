import { chainStream } from '../../../shared/journal/entry.ts';
import { eventMore } from '../../../shared/protocol/till.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import type { RunningNode, ServerNode } from './node.ts';
import type { Schedule } from './schedule.ts';

/** Probabilities, per message. */
export interface Weather {
  lost: number;
  duplicated: number;
  truncated: number;
  /** A log-in page of the network answers. */
  portal: number;
  /** Under way for hours or days. */
  delayed: number;
}

export const fairWeather: Weather = { lost: 0, duplicated: 0, truncated: 0, portal: 0, delayed: 0 };

/** A till's plug. */
export interface Link {
  readonly storeId: string;
  up: boolean;
  /** Told when the plug is pulled. */
  readonly cuts: Set<() => void>;
}

export interface Answered {
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly authorization: string | undefined;
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string;
}

const hourMs = 3_600_000;
const heartbeatMs = 30_000;

/** Between tills and nodes. */
export class Network {
  readonly weather: Weather = { ...fairWeather };
  readonly #schedule: Schedule;
  readonly #chance: Chance;
  readonly #nodes: readonly ServerNode[];
  readonly #stretch: number;
  /** A simulated store has few documents: in smaller pages, so that the stream moves on between them. */
  readonly #snapshotLimit: number;
  /** When a node has made its answer, before the network does anything to it. */
  readonly #onAnswer: (answered: Answered) => void;

  constructor(parts: {
    readonly schedule: Schedule;
    readonly chance: Chance;
    readonly nodes: readonly ServerNode[];
    readonly stretch: number;
    readonly onAnswer: (answered: Answered) => void;
  }) {
    this.#schedule = parts.schedule;
    this.#chance = parts.chance;
    this.#nodes = parts.nodes;
    this.#stretch = parts.stretch;
    this.#snapshotLimit = parts.chance.pick([4, 40, 500]);
    this.#onAnswer = parts.onAnswer;
  }

  fetch(life: Life, link: Link, url: URL, init: RequestInit): Promise<Response> {
    const request: Request = {
      method: (init.method ?? 'GET') as Request['method'],
      url: `${url.pathname}${url.search}`.replace('limit=500', `limit=${this.#snapshotLimit}`),
      headers: init.headers as Record<string, string>,
      ...(init.body === undefined || init.body === null ? {} : { payload: String(init.body) }),
    };
    return new Promise((resolve, reject) => {
      const fail = () => {
        life.after(this.#latency(), `hears nothing of ${request.url}`, () =>
          reject(new TypeError('fetch failed')),
        );
      };
      const { signal } = init;
      if (signal?.aborted) return reject(new DOMException('aborted', 'AbortError'));
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      if (!link.up) return fail();
      if (this.#chance.happens(this.weather.portal)) {
        return void life.after(this.#latency(), 'meets a log-in page', () =>
          resolve(answer(200, '<html>Log in</html>')),
        );
      }
      const copies = this.#chance.happens(this.weather.duplicated) ? 2 : 1;
      for (let copy = 1; copy <= copies; copy++) {
        // Lost without a trace: only the caller's own patience ends it.
        if (this.#chance.happens(this.weather.lost)) continue;
        const sent = this.#asItArrives(request);
        this.#schedule.after(this.#latency(), `${life.name} -> ${request.method} ${request.url}`, () => {
          if (url.pathname === '/api/events') this.#listen(life, link, resolve, fail);
          else this.#arrive(sent, life, link, copy === 1 ? { resolve, fail } : null);
        });
      }
    });
  }

  #asItArrives(request: Request): Request {
    const { payload } = request;
    if (payload === undefined || !this.#chance.happens(this.weather.truncated)) return request;
    return { ...request, payload: payload.slice(0, this.#chance.int(payload.length)) };
  }

  #arrive(
    request: Request,
    life: Life,
    link: Link,
    caller: { resolve(response: Response): void; fail(): void } | null,
  ): void {
    const node = this.#aNode();
    if (!node) {
      caller?.fail();
      return;
    }
    const stopListening = caller ? node.life.onDeath(caller.fail) : () => {};
    node.life
      .run(() => node.app.inject(request))
      .then(
        (reply) => {
          if (node.life.dead) return;
          stopListening();
          const { authorization } = request.headers;
          this.#onAnswer({ path: request.url, status: reply.statusCode, body: reply.payload, authorization });
          if (!caller) return;
          if (this.#chance.happens(this.weather.lost)) return;
          this.#schedule.after(this.#latency(), `${life.name} <- ${reply.statusCode} ${request.url}`, () => {
            if (!link.up) return caller.fail();
            const cut = this.#chance.happens(this.weather.truncated);
            const body = cut ? reply.payload.slice(0, this.#chance.int(reply.payload.length)) : reply.payload;
            life.whenAwake(() => caller.resolve(answer(reply.statusCode, body)));
          });
        },
        (error: unknown) => this.#schedule.trace(`inject failed: ${error}`),
      );
  }

  /** Server-sent events: only that there is more. */
  #listen(life: Life, link: Link, resolve: (response: Response) => void, fail: () => void): void {
    const node = this.#aNode();
    if (!node || !link.up || life.dead) {
      fail();
      return;
    }
    const waiting: ((chunk: { done: boolean; value?: Uint8Array }) => void)[] = [];
    const ready: { done: boolean; value?: Uint8Array }[] = [];
    let ended = false;
    const give = (chunk: { done: boolean; value?: Uint8Array }) => {
      const reader = waiting.shift();
      if (reader) reader(chunk);
      else ready.push(chunk);
    };
    const offs: (() => void)[] = [];
    const end = () => {
      if (ended) return;
      ended = true;
      for (const off of offs) off();
      give({ done: true });
    };
    const send = (text: string) => {
      life.after(this.#latency(), 'hears an event', () => {
        if (ended) return;
        // Networks cut a stream into pieces wherever they like.
        const bytes = new TextEncoder().encode(text);
        const cut = this.#chance.int(bytes.length);
        for (const value of [bytes.slice(0, cut), bytes.slice(cut)]) give({ done: false, value });
      });
    };
    const more = () => send(`event: ${eventMore}\ndata: store\n\n`);
    const beat = () => {
      if (ended) return;
      offs[0] = life.after(heartbeatMs * this.#stretch, 'heartbeat', () => {
        if (!ended) give({ done: false, value: new TextEncoder().encode(':\n\n') });
        beat();
      });
    };
    beat();
    offs.push(
      node.streams.onBlock((stream) => {
        if (stream === chainStream || stream === link.storeId) more();
      }),
    );
    offs.push(node.life.onDeath(end), life.onDeath(end));
    link.cuts.add(end);
    offs.push(() => link.cuts.delete(end));
    const reader = {
      read: () =>
        new Promise((take) => {
          const chunk = ready.shift();
          if (chunk) take(chunk);
          else if (ended) take({ done: true });
          else waiting.push(take);
        }),
      cancel: async () => end(),
      releaseLock() {},
    };
    const headers = new Headers({ 'content-type': 'text/event-stream' });
    life.after(this.#latency(), 'listens', () => {
      resolve({ ok: true, status: 200, headers, body: { getReader: () => reader } } as unknown as Response);
      more();
    });
  }

  #aNode(): RunningNode | null {
    const up = this.#nodes.flatMap(({ running }) => (running ? [running] : []));
    return up.length === 0 ? null : this.#chance.pick(up);
  }

  #latency(): number {
    if (this.#chance.happens(this.weather.delayed))
      return this.#chance.gap(this.#chance.pick([hourMs, 20 * hourMs, 60 * hourMs]));
    return this.#chance.between(20, 2_000);
  }
}

const answer = (status: number, body: string): Response =>
  ({ ok: status < 300, status, text: async () => body, body: null }) as unknown as Response;
