import type { Till, TillState } from '../../renderer/till/api.ts';
import { inPlainEnglish } from '../../shared/refusals/plain-english.ts';
import type { Result } from '../../shared/result.ts';
import { demoPassword, demoUserList } from '../../sync-server/demo/chain.ts';
import type { AtTill, Doing } from './doings/doing.ts';
import { doings } from './doings/doings.ts';
import type { Simulation } from './simulation.ts';
import type { Chance } from './world/chance.ts';
import type { Life } from './world/life.ts';
import type { Machine, Run } from './world/machine.ts';
import type { Place } from './world/start.ts';

const minuteMs = 60_000;

/** Who works at a till, at chance, for as long as there is work: also through crashes, which cut short what they do. */
export class Cashier {
  readonly #simulation: Simulation;
  readonly #machine: Machine;
  readonly #place: Place;
  readonly #chance: Chance;
  readonly #every: number;
  readonly #papers: AtTill['papers'] = [];
  /** One thing at a time: the run in which something was begun and has not ended. */
  #busy: Life | null = null;

  constructor(simulation: Simulation, machine: Machine, place: Place, chance: Chance) {
    this.#simulation = simulation;
    this.#machine = machine;
    this.#place = place;
    this.#chance = chance;
    this.#every = chance.pick([30, 60, 120]) * minuteMs;
    machine.isInUse = () => this.#busy !== null && this.#busy === machine.run?.life;
    machine.onWake = () => this.#comesBack();
  }

  begin(): void {
    const { schedule, healing } = this.#simulation;
    // While nothing works yet, people try again sooner.
    const every = healing || !this.#isAtWork() ? this.#every / 10 : this.#every;
    schedule.after(this.#chance.gap(every), `cashier of ${this.#machine.name}`, () => {
      this.#workIfFree();
      if (!this.#machine.retired) this.begin();
    });
  }

  /** Whoever wakes a machine has something to do at it, before anything on it has looked at a clock. */
  #comesBack(): void {
    const { schedule } = this.#simulation;
    for (const ms of [50, 3_000]) schedule.after(ms, `wakes ${this.#machine.name}`, () => this.#workIfFree());
  }

  #workIfFree(): void {
    const { run, asleep } = this.#machine;
    if (run && !asleep && this.#busy !== run.life) this.#work(run);
  }

  #isAtWork(): boolean {
    if (this.#machine.asleep) return true;
    return this.#machine.run?.till.state().session != null;
  }

  #work(run: Run): void {
    const doing = this.#begin(run);
    if (!doing) return;
    this.#busy = run.life;
    const { schedule } = this.#simulation;
    const { what, done } = doing;
    schedule.trace(`${run.life.name}: ${what}`);
    const end = (how: string) => {
      if (run.life.dead) return;
      this.#busy = null;
      schedule.trace(`${run.life.name}: ${what}: ${how}`);
      this.#simulation.count(`${what.replace(/ by .*/, '')}: ${how}`);
    };
    done.then(
      (result) => end(result === null ? 'nothing to do' : result.ok ? 'done' : result.refusal.code),
      (error: unknown) => end(`threw ${error instanceof Error ? error.message : error}`),
    );
  }

  #begin({ till, life }: Run): { what: string; done: ReturnType<Doing['run']> } | null {
    const state = life.run(() => till.state());
    const doing = (what: string, work: () => ReturnType<Doing['run']>) => ({ what, done: life.run(work) });
    switch (state.phase.phase) {
      case 'not_enrolled':
        return doing('enrol', () => till.enrol(this.#place.activation_code));
      case 'journal_lost':
        return doing('take a new epoch', () => till.openEpoch());
      case 'failed':
        this.#machine.crash(`loaded again: ${inPlainEnglish(state.phase.refusal)}`);
        return null;
      case 'ready':
        return this.#simulation.healing ? null : this.#atTill(doing, { till, life }, state);
      default:
        return null;
    }
  }

  #atTill(
    doing: (
      what: string,
      work: () => ReturnType<Doing['run']>,
    ) => { what: string; done: ReturnType<Doing['run']> },
    { till }: Run,
    { session, view }: TillState,
  ) {
    if (!view) return null;
    if (!session) {
      const users = demoUserList.filter(
        ({ store, relief }) => store === this.#place.storeCode || relief.includes(this.#place.storeCode),
      );
      const { username } = this.#chance.happens(0.7)
        ? (users.find(({ role }) => role === 'manager') ?? this.#chance.pick(users))
        : this.#chance.pick(users);
      return doing(`sign in by ${username}`, () => till.signIn(username, demoPassword));
    }
    if (!view.shift && this.#chance.happens(0.8))
      return doing('open a shift', () => this.#watched(till).openShift(10_000));
    const next = this.#chance.weighted(doings);
    const watched = this.#watched(till);
    const offer = (code: string) =>
      watched.state().offers.find(({ lottery }) => lottery.code === code) ?? null;
    const at = { till: watched, view, chance: this.#chance, papers: this.#papers, offer };
    return doing(next.name, () => next.run(at));
  }

  /** JRN1, JRN2, SYN10: what a command tells of stands on the disk by then, what it refuses does not. */
  #watched(till: Till): Till {
    const watch =
      <Given extends unknown[], Value>(
        command: (...given: Given) => Promise<Result<Value>>,
        isNothing: (value: Value) => boolean = () => false,
      ) =>
      async (...given: Given): Promise<Result<Value>> => {
        const before = this.#machine.journal.rows('journal');
        const result = await command(...given);
        const added = [...this.#machine.journal.rows('journal').keys()].filter((key) => !before.has(key));
        if (!result.ok || !isNothing(result.value))
          this.#simulation.witness.commandEnded(this.#machine, result, added);
        return result;
      };
    return {
      ...till,
      state: () => {
        const state = till.state();
        this.#simulation.witness.offers(this.#machine, state.offers);
        return state;
      },
      sell: watch(till.sell),
      cancelTicket: watch(till.cancelTicket),
      printAgain: watch(till.printAgain),
      misprint: watch(till.misprint),
      openShift: watch(till.openShift),
      closeShift: watch(till.closeShift),
      moveCash: watch(till.moveCash),
      noSale: watch(till.noSale),
      receiveBatch: watch(till.receiveBatch),
      releaseStock: watch(till.releaseStock),
      handOver: watch(till.handOver),
      // A till that was restored cannot make each old slip again.
      printUnprinted: watch(till.printUnprinted, (printed) => printed.length === 0),
    };
  }
}
