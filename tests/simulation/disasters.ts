import type { DisasterName } from './disaster-names.ts';
import type { Simulation } from './simulation.ts';
import type { Chance } from './world/chance.ts';
import type { Image, Machine } from './world/machine.ts';
import { places } from './world/start.ts';

/** Something that goes wrong; what ends by itself puts everything back unless all is being healed already. */
export interface Disaster {
  readonly name: DisasterName;
  readonly weight: number;
  strike(simulation: Simulation, chance: Chance): void;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;

const someone = ({ machines }: Simulation, chance: Chance): Machine =>
  chance.pick(machines.filter(({ retired }) => !retired));

/** After a while, unless everything is healed by then. */
const later = (simulation: Simulation, ms: number, what: string, run: () => void): void => {
  simulation.schedule.after(ms, what, () => {
    if (!simulation.healing) run();
  });
};

/** Kept from before: what a technician finds in a drawer. */
const backups = new WeakMap<Machine, Image>();

export const disasters: readonly Disaster[] = [
  {
    name: 'a till is cut off',
    weight: 6,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      machine.unplug();
      later(
        simulation,
        chance.gap(chance.pick([hourMs, 10 * hourMs, 3 * dayMs])),
        `${machine.name} is plugged in`,
        () => machine.plugIn(),
      );
    },
  },
  {
    name: 'a store is cut off',
    weight: 3,
    strike(simulation, chance) {
      const { storeId } = someone(simulation, chance);
      const here = simulation.machines.filter((machine) => machine.storeId === storeId);
      for (const machine of here) machine.unplug();
      later(simulation, chance.gap(chance.pick([hourMs, dayMs])), 'the store is connected', () => {
        for (const machine of here) machine.plugIn();
      });
    },
  },
  {
    name: 'bad weather',
    weight: 5,
    strike(simulation, chance) {
      const { weather } = simulation.network;
      const fault = chance.pick(['lost', 'duplicated', 'truncated', 'portal', 'delayed'] as const);
      weather[fault] = chance.pick([0.02, 0.1, 0.4]);
      later(simulation, chance.gap(dayMs), `no more ${fault}`, () => {
        weather[fault] = 0;
      });
    },
  },
  {
    name: 'a register crashes',
    weight: 5,
    strike: (simulation, chance) => someone(simulation, chance).crash('closed by the system'),
  },
  {
    name: 'a second window is opened',
    weight: 3,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      machine.openSecondWindow();
      later(simulation, chance.gap(hourMs), `a window of ${machine.name} is closed`, () =>
        machine.closeWindow(),
      );
    },
  },
  {
    name: 'a power cut',
    weight: 4,
    strike: (simulation, chance) => someone(simulation, chance).cutPower(),
  },
  {
    name: 'a register that crashes again and again',
    weight: 4,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      machine.setCrashRate(chance.pick([0.002, 0.01, 0.05]));
      later(simulation, chance.gap(10 * hourMs), `${machine.name} crashes no more`, () =>
        machine.setCrashRate(0),
      );
    },
  },
  {
    name: 'a node crashes',
    weight: 4,
    strike: (simulation, chance) => chance.pick(simulation.nodes).kill('closed by the system'),
  },
  {
    name: 'all nodes are away',
    weight: 2,
    strike(simulation, chance) {
      const untilMs = simulation.schedule.nowMs + chance.gap(10 * hourMs);
      for (const node of simulation.nodes) {
        node.downUntilMs = untilMs;
        node.kill('the power is gone');
      }
    },
  },
  {
    name: 'nodes that crash again and again',
    weight: 4,
    strike(simulation, chance) {
      const rate = chance.pick([0.001, 0.01, 0.03]);
      for (const node of simulation.nodes) node.setCrashRate(rate);
      later(simulation, chance.gap(10 * hourMs), 'nodes crash no more', () => {
        for (const node of simulation.nodes) node.setCrashRate(0);
      });
    },
  },
  {
    name: 'the database fails now and then',
    weight: 3,
    strike(simulation, chance) {
      const rate = chance.pick([0.01, 0.1]);
      for (const node of simulation.nodes) node.storeFaults.failing = rate;
      later(simulation, chance.gap(10 * hourMs), 'the database is well', () => {
        for (const node of simulation.nodes) node.storeFaults.failing = 0;
      });
    },
  },
  {
    name: 'a node is slow',
    weight: 4,
    strike(simulation, chance) {
      const { storeFaults, name } = chance.pick(simulation.nodes);
      storeFaults.slow = chance.pick([0.002, 0.02, 0.1]);
      later(simulation, chance.gap(10 * hourMs), `${name} is fast again`, () => {
        storeFaults.slow = 0;
      });
    },
  },
  {
    name: 'a wall clock jumps',
    weight: 4,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      machine.wallShiftMs =
        chance.pick([minuteMs, hourMs, dayMs, yearMs, 5 * yearMs]) * chance.between(-1, 1);
      if (chance.happens(0.5)) machine.crash('started again with another clock');
    },
  },
  {
    name: 'a server clock is off',
    weight: 1,
    strike(simulation, chance) {
      chance.pick(simulation.nodes).skewMs = chance.between(-2, 2) * minuteMs;
    },
  },
  {
    name: 'a disk refuses',
    weight: 4,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      machine.failDisk(chance.pick(['full', 'before', 'after']), chance.pick([0.1, 0.5, 1]));
      later(simulation, chance.gap(3 * hourMs), `${machine.name} has room`, () => machine.failDisk(null, 0));
    },
  },
  {
    name: 'a backup of a till is taken',
    weight: 4,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      if (machine.isEnrolled) backups.set(machine, machine.image());
    },
  },
  {
    name: 'a till is restored',
    weight: 2,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      const image = backups.get(machine);
      if (!image) return;
      simulation.witness.losesEntries(machine);
      machine.put(image, chance.happens(0.5));
    },
  },
  {
    name: 'an IndexedDB is emptied',
    weight: 1,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      simulation.witness.isEmptied(machine);
      machine.wipe();
    },
  },
  {
    name: 'a disk is cloned',
    weight: 1,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      if (simulation.machines.length > 8) return;
      const image = machine.image();
      const place = places.find(({ store_id }) => store_id === machine.storeId);
      if (!place || !machine.isEnrolled) return;
      const clone = simulation.addMachine(`${machine.name}-clone${simulation.machines.length}`, place);
      simulation.witness.losesEntries(machine);
      simulation.witness.losesEntries(clone);
      clone.put(image, true);
      clone.start();
    },
  },
  {
    name: 'a backup of the database is taken',
    weight: 2,
    strike(simulation) {
      if (simulation.options.engine === 'mongodb') return;
      const restore = simulation.central.copy();
      const blocks = simulation.witness.ledger.copy();
      simulation.backup = () => {
        restore();
        simulation.witness.restored(blocks);
      };
    },
  },
  {
    name: 'the database is restored',
    weight: 1,
    strike(simulation, chance) {
      if (!simulation.backup) return;
      for (const node of simulation.nodes) {
        node.downUntilMs = simulation.schedule.nowMs + chance.gap(hourMs);
        node.kill('the database is being restored');
      }
      simulation.backup();
    },
  },
  {
    name: 'a machine sleeps',
    weight: 4,
    strike(simulation, chance) {
      const machine = someone(simulation, chance);
      if (!machine.sleep()) return;
      const ms = chance.gap(chance.pick([minuteMs, hourMs, 10 * hourMs]));
      later(simulation, ms, `${machine.name} wakes`, () => machine.wake());
    },
  },
];
