import { pino } from 'pino';
import { buildApp } from '../../../sync-server/app.ts';
import type { Metrics } from '../../../sync-server/metrics.ts';
import type { App } from '../../../sync-server/routes/context.ts';
import type { StreamsSettings } from '../../../sync-server/streams/append-context.ts';
import { createStreams } from '../../../sync-server/streams/create-streams.ts';
import type { Streams } from '../../../sync-server/streams/streams.ts';
import type { Central, StoreFaults } from './central.ts';
import type { Chance } from './chance.ts';
import { Life } from './life.ts';
import type { Schedule } from './schedule.ts';

const silent = pino({ level: 'silent' });
const noMetrics: Metrics = {
  uploaded() {},
  fed() {},
  answered() {},
  terminals() {},
  contentType: 'text/plain',
  text: async () => '',
};
const minuteMs = 60_000;

/** Seldomer than in earnest: a simulated day has a hundred entries, not ten thousand. */
const pace: Partial<StreamsSettings> = {
  watchEveryMs: 20 * minuteMs,
  redoEveryMs: 180 * minuteMs,
  grantEveryMs: 90 * minuteMs,
  closeDrawsEveryMs: 60 * minuteMs,
  trimEveryMs: 600 * minuteMs,
};

export interface NodeParts {
  readonly name: string;
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly central: Central;
  readonly settings: Partial<StreamsSettings>;
  /** What an operator would find in the log as an error. */
  onError(node: string, details: object, message: string): void;
}

export interface RunningNode {
  readonly life: Life;
  readonly app: App;
  readonly streams: Streams;
}

/** A server node: a process over the central database that crashes and is started again. */
export class ServerNode {
  readonly name: string;
  readonly storeFaults: StoreFaults = { failing: 0, slow: 0 };
  crashRate = 0;
  /** Its clock beside the true one. */
  skewMs = 0;
  /** Stays down until then. */
  downUntilMs = 0;
  readonly #parts: NodeParts;
  readonly #chance: Chance;
  #life: Life | null = null;
  #running: RunningNode | null = null;
  #lives = 0;

  constructor(parts: NodeParts) {
    this.name = parts.name;
    this.#parts = parts;
    this.#chance = parts.chance;
  }

  /** Null while it is down or coming up. */
  get running(): RunningNode | null {
    return this.#running;
  }

  get nowMs(): number {
    return Math.floor(this.#parts.schedule.nowMs + this.skewMs);
  }

  start(): void {
    if (this.#life) return;
    const { schedule, central } = this.#parts;
    const life = new Life(
      `${this.name}.${++this.#lives}`,
      schedule,
      this.#chance.fork(`life ${this.#lives}`),
    );
    this.#life = life;
    schedule.trace(`${life.name} starts`);
    life.crashRate = this.crashRate;
    life.onDeath(() => {
      this.#life = null;
      this.#running = null;
      const downMs = Math.max(this.downUntilMs - schedule.nowMs, this.#chance.gap(5 * minuteMs));
      schedule.after(downMs, `${this.name} is started again`, () => this.start());
    });
    const store = central.connect(life, this.#chance, this.storeFaults);
    life
      .run(() => this.#open(life, store))
      .then(
        (running) => {
          if (!life.dead) this.#running = running;
        },
        (error: unknown) => life.kill(`could not start: ${error}`),
      );
  }

  kill(why: string): void {
    this.#life?.kill(why);
  }

  /** Of the present life too. */
  setCrashRate(rate: number): void {
    this.crashRate = rate;
    if (this.#life) this.#life.crashRate = rate;
  }

  async #open(life: Life, store: ReturnType<Central['connect']>): Promise<RunningNode> {
    const { onError, settings } = this.#parts;
    const nowMs = () => this.nowMs;
    const streams = createStreams({
      store,
      now: () => new Date(nowMs()).toISOString(),
      random: () => this.#chance.hex(8),
      log: {
        info() {},
        warn() {},
        error: (details, message) => onError(this.name, details, message),
      },
      settings: { ...pace, ...settings },
    });
    await streams.start();
    const app = await buildApp({
      store,
      streams,
      nowMs,
      metrics: noMetrics,
      log: silent,
      secret: 'the secret of a simulated server',
      randomBytes: (count) => this.#chance.bytes(count),
      randomInt: (below) => this.#chance.int(below),
      isStopping: () => false,
      builtDir: '/nowhere',
    });
    return { life, app, streams };
  }
}
