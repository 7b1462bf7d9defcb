import { AsyncLocalStorage } from 'node:async_hooks';
import type { Chance } from './chance.ts';
import type { Schedule } from './schedule.ts';

/** Whose code runs: a timer that it sets belongs to it. */
export const livingNow = new AsyncLocalStorage<Life>();

/**
 * One run of a process, from its start to its crash. Everything that it waits for goes through `io`; of a dead one
 * nothing comes back, so that its code stands still where it was, as the code of a killed process does.
 */
export class Life {
  readonly name: string;
  readonly schedule: Schedule;
  readonly #chance: Chance;
  #dead = false;
  #onDeath: (() => void)[] = [];
  /** Probability that it dies at one wait. */
  crashRate = 0;
  /** What is to happen when its machine wakes; null while that is awake. */
  #waiting: (() => void)[] | null = null;

  constructor(name: string, schedule: Schedule, chance: Chance) {
    this.name = name;
    this.schedule = schedule;
    this.#chance = chance;
  }

  get dead(): boolean {
    return this.#dead;
  }

  run<T>(work: () => T): T {
    return livingNow.run(this, work);
  }

  /** Runs now or never. */
  onDeath(listener: () => void): () => void {
    if (this.#dead) {
      listener();
      return () => {};
    }
    this.#onDeath.push(listener);
    return () => {
      this.#onDeath = this.#onDeath.filter((one) => one !== listener);
    };
  }

  kill(why: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.schedule.trace(`${this.name} dies: ${why}`);
    for (const listener of this.#onDeath.splice(0)) listener();
  }

  after(ms: number, what: string, run: () => void): () => void {
    return this.schedule.after(ms, `${this.name} ${what}`, () => {
      this.whenAwake(() => this.run(run));
    });
  }

  /** Its machine sleeps: nothing happens in it until that wakes. */
  sleep(): void {
    this.#waiting ??= [];
  }

  wake(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const [n, run] of waiting.entries())
      this.schedule.after(n, `${this.name} goes on`, () => this.whenAwake(run));
  }

  /** At once, or as soon as its machine wakes. */
  whenAwake(run: () => void): void {
    if (this.#dead) return;
    if (this.#waiting) this.#waiting.push(run);
    else run();
  }

  /** What `perform` gives, after a while. It may die before, or after the effect and before it hears of it. */
  io<T>(ms: number, what: string, perform: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const go = async () => {
        if (this.#dead || this.#dies(what, 'before')) return;
        let settle: () => void;
        try {
          const value = await perform();
          settle = () => resolve(value);
        } catch (error) {
          settle = () => reject(error);
        }
        if (this.#dead || this.#dies(what, 'after')) return;
        settle();
      };
      this.schedule.after(ms, `${this.name} ${what}`, () => {
        if (!this.#waiting) return go();
        this.whenAwake(() => void go());
      });
    });
  }

  #dies(what: string, when: string): boolean {
    if (this.crashRate === 0 || !this.#chance.happens(this.crashRate)) return false;
    this.kill(`${when} ${what}`);
    return true;
  }
}
