import type { Till } from '../../../renderer/till/api.ts';
import type { Platform } from '../../../renderer/till/platform.ts';
import { createTill } from '../../../renderer/till/till.ts';
import type { Chance } from './chance.ts';
import { CopyDisk } from './copy-disk.ts';
import { Disk } from './disk.ts';
import { Life } from './life.ts';
import type { Link, Network } from './network.ts';
import type { Schedule } from './schedule.ts';
import { tablesOn } from './tables-on-disk.ts';

export interface MachineParts {
  readonly name: string;
  readonly storeId: string;
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly network: Network;
  /** So many times later than asked for comes every timer of the register, as in a window in the background. */
  readonly stretch: number;
  readonly onReport: (machine: string, error: unknown) => void;
  /** Its register sends something to the server. */
  readonly onSend: (machine: Machine, path: string, body: string) => void;
}

/** How a till is when it is looked at. */
export interface Run {
  readonly life: Life;
  readonly till: Till;
}

/** What a backup of a machine holds. */
export interface Image {
  readonly journal: ReturnType<Disk['copy']>;
  readonly documents: ReturnType<Disk['copy']>;
  readonly secrets: ReadonlyMap<string, string>;
}

/** A computer at a counter: disks, secrets, clocks and a plug, and the register that runs on it now and then. */
export class Machine {
  readonly name: string;
  readonly storeId: string;
  readonly link: Link;
  readonly journal: Disk;
  readonly documents: Disk;
  readonly secrets = new Map<string, string>();
  /** Half of the machines run Electron; a browser has no second copy. */
  readonly copy: CopyDisk | null;
  /** What its wall clock is wrong by. */
  wallShiftMs = 0;
  crashRate = 0;
  secretsFail = false;
  /** Never started again: its disk was copied to another machine, or it was thrown away. */
  retired = false;
  readonly #parts: MachineParts;
  readonly #chance: Chance;
  readonly #copyChance: Chance;
  #run: Run | null = null;
  /** A second window of the register, which waits for the first to close. */
  #second: Run | null = null;
  #lockHolder: Life | null = null;
  readonly #lockWaiting: (() => void)[] = [];
  readonly #online = new Set<() => void>();
  /** Runs that an answer has come to. */
  readonly #heard = new WeakSet<Life>();
  #runs = 0;
  #bootedMs: number;
  /** Since it was booted, in sleeps that have ended: its monotonic clock stood still meanwhile. */
  #sleptMs = 0;
  #asleepSinceMs: number | null = null;
  /** Somebody is in the middle of something at it. */
  isInUse: () => boolean = () => false;
  /** Called when it has woken. */
  onWake: () => void = () => {};
  #session: string | null = null;
  readonly #onEnd: ((machine: Machine) => void)[] = [];

  constructor(parts: MachineParts) {
    this.#parts = parts;
    this.#chance = parts.chance;
    this.name = parts.name;
    this.storeId = parts.storeId;
    this.link = { storeId: parts.storeId, up: true, cuts: new Set() };
    this.journal = new Disk('journal', true);
    this.documents = new Disk('documents', false);
    this.#copyChance = parts.chance.fork('copy');
    this.copy = this.#copyChance.happens(0.5) ? new CopyDisk() : null;
    this.#bootedMs = parts.schedule.nowMs;
  }

  get run(): Run | null {
    return this.#run;
  }

  onEnd(listener: (machine: Machine) => void): void {
    this.#onEnd.push(listener);
  }

  /** The register has had an answer since it was started. */
  get hasHeard(): boolean {
    return this.#run !== null && this.#heard.has(this.#run.life);
  }

  get asleep(): boolean {
    return this.#asleepSinceMs !== null;
  }

  /** False where it does not: nobody closes a lid in the middle of a sale. */
  sleep(): boolean {
    if (!this.#run || this.asleep || this.isInUse()) return false;
    this.#asleepSinceMs = this.#parts.schedule.nowMs;
    for (const life of this.#lives()) life.sleep();
    return true;
  }

  wake(): void {
    if (this.#asleepSinceMs === null) return;
    this.#sleptMs += this.#parts.schedule.nowMs - this.#asleepSinceMs;
    this.#asleepSinceMs = null;
    for (const life of this.#lives()) life.wake();
    this.onWake();
  }

  #lives(): Life[] {
    return [this.#run, this.#second].flatMap((run) => (run ? [run.life] : []));
  }

  #uptimeMs(): number {
    return (this.#asleepSinceMs ?? this.#parts.schedule.nowMs) - this.#bootedMs - this.#sleptMs;
  }

  start(): void {
    if (this.#run || this.retired) return;
    this.wake();
    const run = this.#open({
      read: () => this.#session,
      write: (value) => {
        this.#session = value;
      },
    });
    if (!run.life.dead) this.#run = run;
  }

  /** Somebody opens the register once more; it takes over when the window before it closes. */
  openSecondWindow(): void {
    if (!this.#run || this.#second) return;
    this.wake();
    let session: string | null = null;
    const run = this.#open({
      read: () => session,
      write: (value) => {
        session = value;
      },
    });
    if (!run.life.dead) this.#second = run;
  }

  closeWindow(): void {
    this.#run?.life.kill('its window is closed');
  }

  crash(why: string): void {
    this.#second?.life.kill(why);
    this.#run?.life.kill(why);
  }

  #open(session: Platform['session']): Run {
    this.#runs += 1;
    const life = new Life(
      `${this.name}.${this.#runs}`,
      this.#parts.schedule,
      this.#chance.fork(`run ${this.#runs}`),
    );
    life.crashRate = this.crashRate;
    this.#parts.schedule.trace(`${life.name} starts`);
    life.onDeath(() => this.#ended(life));
    const platform = this.#platform(life, session);
    return { life, till: life.run(() => createTill({ platform, baseUrl: 'http://server' })) };
  }

  #ended(life: Life): void {
    if (this.#lockHolder === life) this.#freeLock();
    if (this.#second?.life === life) this.#second = null;
    if (this.#run && this.#run.life !== life) return;
    this.#run = this.#second;
    this.#second = null;
    if (this.#run) return;
    for (const listener of this.#onEnd) listener(this);
  }

  #freeLock(): void {
    this.#lockHolder = null;
    while (!this.#lockHolder) {
      const next = this.#lockWaiting.shift();
      if (!next) return;
      next();
    }
  }

  /** Of the windows of one machine: gone with the window that held it. */
  #lockOf(life: Life): Platform['lock'] {
    const take = () => {
      this.#lockHolder = life;
      return () => {
        if (this.#lockHolder === life) this.#freeLock();
      };
    };
    return {
      tryAcquire: async () => (this.#lockHolder ? null : take()),
      acquire: () =>
        new Promise((resolve) => {
          const enter = () => {
            if (!life.dead) resolve(take());
          };
          if (this.#lockHolder) this.#lockWaiting.push(enter);
          else enter();
        }),
    };
  }

  /** The machine itself goes off: uptime begins anew, what the relaxed disk had not flushed may be gone. */
  cutPower(): void {
    this.crash('power cut');
    this.documents.cutPower(this.#chance);
    this.#bootedMs = this.#parts.schedule.nowMs;
    this.#sleptMs = 0;
    this.#asleepSinceMs = null;
    this.#session = null;
  }

  setCrashRate(rate: number): void {
    this.crashRate = rate;
    for (const run of [this.#run, this.#second]) if (run) run.life.crashRate = rate;
  }

  unplug(): void {
    this.link.up = false;
    for (const cut of [...this.link.cuts]) cut();
  }

  plugIn(): void {
    this.link.up = true;
    for (const listener of [...this.#online]) listener();
  }

  /** Writes fail, or are told to have failed; null: they succeed again. */
  failDisk(how: 'full' | 'before' | 'after' | null, probability: number): void {
    const fail = (message: string, name: string) => () => {
      if (this.#chance.happens(probability)) throw new DOMException(message, name);
    };
    for (const disk of [this.journal, this.documents]) {
      disk.beforeWrite =
        how === 'full'
          ? fail('no room', 'QuotaExceededError')
          : how === 'before'
            ? fail('no write', 'UnknownError')
            : () => {};
      disk.afterWrite = how === 'after' ? fail('no answer', 'UnknownError') : () => {};
    }
    this.secretsFail = how === 'before';
    if (this.copy) this.copy.failing = how === null ? 0 : probability;
  }

  heal(): void {
    this.wake();
    this.plugIn();
    this.failDisk(null, 0);
    this.wallShiftMs = 0;
  }

  /** It is never started again. */
  retire(): void {
    this.retired = true;
    this.crash('retired');
  }

  wipe(): void {
    this.put({ journal: new Map(), documents: new Map(), secrets: new Map() }, false);
  }

  /** Before that there is nothing on it that anyone would keep or copy. */
  get isEnrolled(): boolean {
    const binder = JSON.parse(this.secrets.get('papers') ?? '{}') as { epochs?: readonly unknown[] };
    return (binder.epochs ?? []).length > 0;
  }

  /** All that stands in its journal stands in the second copy, too. */
  get isCopied(): boolean {
    const rows = [...this.journal.rows('journal')].filter(([key]) => !key.endsWith('/0000000000000000'));
    return this.copy !== null && rows.every(([key, row]) => this.copy?.holds(key, String(row.text)));
  }

  image(): Image {
    return {
      journal: this.journal.copy(),
      documents: this.documents.copy(),
      secrets: new Map(this.secrets),
    };
  }

  put(image: Image, withSecrets: boolean): void {
    this.crash('its disk is replaced');
    this.journal.put(image.journal);
    this.documents.put(image.documents);
    if (!withSecrets) return;
    this.secrets.clear();
    for (const [name, value] of image.secrets) this.secrets.set(name, value);
  }

  #platform(life: Life, session: Platform['session']): Platform {
    const { schedule, network, stretch, onReport, onSend } = this.#parts;
    const chance = this.#chance;
    const secret = <T>(what: string, perform: () => T) =>
      life.io(chance.between(1, 10), what, () => {
        if (this.secretsFail && !what.startsWith('read')) throw new Error('the key store refuses');
        return perform();
      });
    const open = (disk: Disk) => tablesOn({ disk, life, chance });
    return {
      host: {
        kind: 'browser',
        posVersion: 'simulated',
        secrets: {
          read: (name) => secret(`read ${name}`, () => this.secrets.get(name) ?? null),
          write: (name, value) => secret(`keep ${name}`, () => void this.secrets.set(name, value)),
          remove: (name) => secret(`forget ${name}`, () => void this.secrets.delete(name)),
        },
        ...(this.copy ? { journalCopy: this.copy.open(life, this.#copyChance) } : {}),
        print: async () => ({ ok: true, value: null }),
        uptimeMs: () => this.#uptimeMs(),
        wallClockMs: () => Math.floor(schedule.nowMs + this.wallShiftMs),
      },
      fetch: async (input, init = {}) => {
        const url = new URL(String(input));
        if (life === this.#run?.life && init.body) onSend(this, url.pathname, String(init.body));
        const answer = await network.fetch(life, this.link, url, init);
        this.#heard.add(life);
        return answer;
      },
      timers: {
        after: (ms, callback) => life.after(ms * stretch * chance.between(1, 1.2), 'timer', callback),
      },
      random: { bytes: (length) => chance.bytes(length), fraction: () => chance.fraction() },
      databaseName: this.name,
      journalStore: open(this.journal),
      documentStore: open(this.documents),
      lock: this.#lockOf(life),
      space: { persist: async () => true, freeBytes: async () => 10 ** 10 },
      session,
      onOnline: (listener) => {
        const tell = () => void life.after(10, 'is connected again', listener);
        this.#online.add(tell);
        life.onDeath(() => this.#online.delete(tell));
        return () => this.#online.delete(tell);
      },
      report: (error) => onReport(this.name, error),
    };
  }
}
