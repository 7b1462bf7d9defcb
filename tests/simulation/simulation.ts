import { instantAt } from '../../shared/domain/instants.ts';
import type { Block } from '../../sync-server/store/port.ts';
import { Violation } from '../kit/books/violation.ts';
import { digestOf, writtenFault } from '../kit/books/written.ts';
import { Cashier } from './cashier.ts';
import { checkEnd, viewFault } from './checks/end.ts';
import { Witness } from './checks/witness.ts';
import { disasters } from './disasters.ts';
import { HeadOffice } from './head-office.ts';
import { type Central, type Engine, openCentral } from './world/central.ts';
import { Chance } from './world/chance.ts';
import { enterWorld } from './world/globals.ts';
import { Machine } from './world/machine.ts';
import { fairWeather, Network } from './world/network.ts';
import { ServerNode } from './world/node.ts';
import { Schedule } from './world/schedule.ts';
import { type Place, places, startingBlocks, startMs } from './world/start.ts';

export interface Options {
  readonly seed: number;
  readonly days: number;
  /** At each store. */
  readonly terminals: number;
  readonly stores: number;
  readonly engine: Engine;
  /** Minutes between looks at what is dear to check; they change nothing else. */
  readonly lookEvery: number;
  /** Not more disasters than so many, to find the shortest trace; null: as many as there are. */
  readonly strikes: number | null;
  /** Names of disasters that do not strike. */
  readonly without: readonly string[];
  /** Kinds of entries that the server does not know, as where a register is newer. */
  readonly notUnderstood: readonly string[];
  /** Where there are any: only these strike, and often. */
  readonly only: readonly string[];
}

export interface Outcome {
  readonly options: Options;
  readonly violation: { readonly rule: string; readonly message: string } | null;
  /** Of the trace: the same for the same options. */
  readonly hash: string;
  readonly events: number;
  /** Of everything that the central database holds at the end; null where a rule is broken. */
  readonly documents: string | null;
  readonly days: number;
  readonly lines: readonly string[];
  /** What happened how often. */
  readonly counts: Readonly<Record<string, number>>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** After everything is healed, so long may it take until everything is where it belongs. */
const settleMs = 5 * dayMs;
/** Ten times what the busiest hour needs: something goes round in circles. */
const mostEventsAnHour = 100_000;

/** A block as it is read in a trace: each entry's kind and number on its device. */
const lineOf = ({ stream, position, entries }: Block): string =>
  `${stream} ${position}: ${entries.map(({ entry, outcome }) => `${entry.kind} ${entry.epoch}/${entry.seq}${outcome === 'posted' ? '' : ` ${outcome}`}`).join(', ')}`;

export async function simulate(options: Options): Promise<Outcome> {
  const blocks = await startingBlocks();
  const simulation = new Simulation(options);
  return simulation.run(blocks);
}

/** One seed's world, from its first event to its last check. */
export class Simulation {
  readonly options: Options;
  readonly schedule = new Schedule(startMs);
  readonly chance: Chance;
  readonly witness: Witness;
  readonly network: Network;
  readonly nodes: readonly ServerNode[];
  readonly machines: Machine[] = [];
  readonly counts: Record<string, number> = {};
  healing = false;
  /** Puts the last backup of the database in its place. */
  backup: (() => void) | null = null;
  /** Not before `run`. */
  central!: Central;
  readonly #stretch: number;
  #violation: Violation | null = null;
  #documents: string | null = null;

  constructor(options: Options) {
    this.options = options;
    this.chance = new Chance(`seed ${options.seed}`);
    this.#stretch = this.chance.pick([200, 600, 1500]);
    enterWorld({ schedule: this.schedule, keys: this.chance.fork('keys') });
    this.witness = new Witness(
      (check) => this.judge(check),
      () => this.schedule.nowMs,
      options.notUnderstood,
    );
    const nodes: ServerNode[] = [];
    this.nodes = nodes;
    this.network = new Network({
      schedule: this.schedule,
      chance: this.chance.fork('network'),
      nodes,
      stretch: this.#stretch,
      onAnswer: (answered) => this.witness.answered(answered),
    });
    const { chance } = this;
    const settings = {
      keepDocumentsMs: chance.pick([hourMs, dayMs, 7 * dayMs]),
      keepDocumentsBlocks: chance.pick([3, 30, 10_000]),
      feedDocuments: chance.pick([5, 50, 1_000]),
      blockBytes: chance.pick([20_000, 4_000_000]),
    };
    for (const name of ['node1', 'node2']) {
      nodes.push(
        new ServerNode({
          name,
          schedule: this.schedule,
          chance: this.chance.fork(name),
          // Opened by `run`, before the nodes are.
          central: { connect: (...given) => this.central.connect(...given) } as Central,
          settings,
          onError: (node, details, message) => {
            this.count(`log: ${message}`);
            const { err } = details as { err?: unknown };
            this.schedule.trace(`${node} logs ${message}: ${err instanceof Error ? err.message : ''}`);
          },
        }),
      );
    }
  }

  async run(blocks: Parameters<Witness['begin']>[0]): Promise<Outcome> {
    const { options, schedule, witness } = this;
    this.central = await openCentral(options.engine, blocks, (block) => {
      schedule.trace(`stands: ${lineOf(block)}`);
      witness.appended(block);
    });
    witness.begin(blocks);
    try {
      await this.#live();
      this.#documents = await digestOf(this.central.raw);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.#violation ??= error;
    } finally {
      for (const node of this.nodes) node.kill('the end');
      for (const machine of this.machines) machine.retire();
      await this.central.close();
    }
    const { rule, message } = this.#violation ?? {};
    return {
      options,
      violation: rule && message ? { rule, message } : null,
      hash: schedule.digest(),
      events: schedule.events,
      documents: this.#documents,
      days: (schedule.nowMs - startMs) / dayMs,
      lines: schedule.lines,
      counts: this.counts,
    };
  }

  /** Runs a check; the run ends with the first that fails. */
  judge(check: () => void): void {
    if (this.#violation) return;
    try {
      check();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.#violation = error;
      this.schedule.trace(error.message);
    }
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  addMachine(name: string, place: Place): Machine {
    const chance = this.chance.fork(name);
    const machine = new Machine({
      name,
      chance,
      storeId: place.store_id,
      schedule: this.schedule,
      network: this.network,
      stretch: this.#stretch,
      onSend: (...sent) => this.witness.sends(...sent),
      onReport: (of, error) => {
        this.count(`report: ${error instanceof Error ? error.message : error}`);
        this.schedule.trace(`${of} reports ${error instanceof Error ? error.stack?.slice(0, 300) : error}`);
      },
    });
    this.machines.push(machine);
    this.witness.watch(machine);
    machine.onEnd(() => {
      if (machine.retired) return;
      const ms = this.healing ? minuteMs : chance.gap(30 * minuteMs);
      this.schedule.after(ms, `${name} is switched on`, () => machine.start());
    });
    new Cashier(this, machine, place, chance.fork('cashier')).begin();
    return machine;
  }

  /** Lets time pass; ends early where `until` says so. */
  async pass(ms: number, until: () => boolean = () => false): Promise<void> {
    const endMs = this.schedule.nowMs + ms;
    let ended = false;
    let hour = { endMs: 0, events: 0 };
    this.schedule.after(ms, 'time has passed', () => {
      ended = true;
    });
    while (!ended && this.schedule.nowMs < endMs && !until()) {
      if (!(await this.schedule.step())) throw new Error('nothing happens any more');
      if (this.#violation) throw this.#violation;
      const { nowMs, events } = this.schedule;
      if (nowMs >= hour.endMs) hour = { endMs: nowMs + hourMs, events };
      if (events > hour.events + mostEventsAnHour) throw new Violation('SYN7', 'it never comes to rest');
    }
  }

  async #live(): Promise<void> {
    const { stores, terminals, days } = this.options;
    for (const node of this.nodes) node.start();
    const codes = [...new Set(places.map((place) => place.storeCode))].slice(0, stores);
    for (const code of codes) {
      const here = places.filter((place) => place.storeCode === code).slice(0, terminals);
      for (const [n, place] of here.entries()) {
        const machine = this.addMachine(`${code.toLowerCase()}-${n + 1}`, place);
        this.schedule.after(this.chance.gap(hourMs), `${machine.name} is unpacked`, () => machine.start());
      }
    }
    new HeadOffice(this).begin();
    this.#beginDisasters();
    this.#beginChecks();
    await this.pass(days * dayMs);
    this.#heal();
    await this.#settle();
    checkEnd(this);
  }

  /** Each seed has some kinds of disaster, more or less often. */
  #beginDisasters(): void {
    const chance = this.chance.fork('disasters');
    const { only, without } = this.options;
    const share = chance.pick([0, 0.3, 0.6, 1]);
    const chosen = disasters.filter(({ name }) =>
      only.length > 0 ? only.includes(name) : chance.happens(share) && !without.includes(name),
    );
    const every = only.length > 0 ? hourMs : chance.pick([2, 6, 20]) * hourMs;
    let struck = 0;
    const next = () => {
      this.schedule.after(chance.gap(every), 'something goes wrong', () => {
        if (this.healing || struck === this.options.strikes) return;
        struck += 1;
        const disaster = chance.weighted(chosen);
        this.count(disaster.name);
        this.schedule.trace(`disaster: ${disaster.name}`);
        disaster.strike(this, chance);
        next();
      });
    };
    if (chosen.length > 0) next();
  }

  #beginChecks(): void {
    const look = () => {
      this.schedule.after(this.options.lookEvery * minuteMs, 'look', () => {
        this.witness.look(this.machines);
        look();
      });
    };
    look();
  }

  #heal(): void {
    this.healing = true;
    this.schedule.trace('everything is healed');
    Object.assign(this.network.weather, fairWeather);
    for (const node of this.nodes) {
      node.setCrashRate(0);
      Object.assign(node.storeFaults, { failing: 0, slow: 0 });
      node.downUntilMs = 0;
      node.skewMs = 0;
      node.start();
    }
    for (const machine of this.machines) {
      machine.setCrashRate(0);
      machine.heal();
      machine.start();
    }
  }

  /** A till may have written what it does not show yet, where its disk failed between the two. */
  #notShown() {
    return this.machines.flatMap((machine) => {
      const what = machine.retired ? null : viewFault(machine, this.witness.ledger);
      return what === null ? [] : [{ rule: 'SYN7', what }];
    });
  }

  /** Where its disk failed after a block stood, a node writes that block's documents when it next looks. */
  async #notWritten() {
    const what = await writtenFault(this.central.raw, this.witness.ledger);
    return what === null ? null : { rule: 'SYN1', what };
  }

  async #settle(): Promise<void> {
    const { schedule, witness } = this;
    const endMs = schedule.nowMs + settleMs;
    for (;;) {
      const [missing = await this.#notWritten()] = [...witness.unsettled(this.machines), ...this.#notShown()];
      if (!missing) return;
      if (schedule.nowMs >= endMs) {
        const { rule, what } = missing;
        throw new Violation(rule, `by ${instantAt(schedule.nowMs)}, days after all was healed: ${what}`);
      }
      await this.pass(hourMs);
    }
  }
}
