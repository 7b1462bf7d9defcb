import { parseArgs } from 'node:util';
import { disasterNames } from './disaster-names.ts';
import type { Engine } from './world/central.ts';
import { mostStores, mostTills } from './world/size.ts';
import type { Edit } from './world/stand-ins.ts';

/** What `npm run simulate` is asked for. */
export interface Command {
  readonly seeds: number;
  readonly start: number;
  readonly days: number;
  /** At each store; null: two or three, by the seed. */
  readonly terminals: number | null;
  readonly stores: number;
  readonly store: Engine;
  readonly only: readonly string[];
  readonly without: readonly string[];
  readonly strikes: number | null;
  readonly lookEvery: number;
  readonly notUnderstood: readonly string[];
  readonly edits: readonly Edit[];
  readonly first: boolean;
  /** Rules: the first seed in which one of them is broken is the last. */
  readonly until: readonly string[];
  readonly twice: boolean;
  readonly lines: number;
  readonly counts: boolean;
  readonly digests: boolean;
  readonly json: boolean;
}

/** How an option is read, written and explained. */
interface Setting<T> {
  readonly usual: T;
  /** Null: it stands alone. */
  readonly takes: string | null;
  readonly says: string;
  /** `given`: every value that it was given with, at least one. Throws an `Unusable`. */
  read(given: readonly string[]): T;
  /** The values to give it with, so that `read` gives this again. */
  write(value: T): readonly string[];
}

class Unusable extends Error {}

const engines: Readonly<Record<Engine, true>> = {
  memory: true,
  calls: true,
  transactions: true,
  sqlite: true,
  mongodb: true,
};
const engineNames = Object.keys(engines).join(', ');

const isEngine = (name: string): name is Engine => Object.hasOwn(engines, name);

function number<T extends number | null>(
  usual: T,
  says: string,
  bounds: { readonly least: number; readonly most?: number; readonly whole?: boolean },
): Setting<T | number> {
  const { least, most = Number.MAX_SAFE_INTEGER, whole = true } = bounds;
  const range = bounds.most ? `${least} to ${most}` : `at least ${least}`;
  return {
    usual,
    takes: 'N',
    says: bounds.most ? `${says}; ${range}` : says,
    read(given) {
      const text = given.at(-1) ?? '';
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
        throw new Unusable(`takes a ${whole ? 'whole ' : ''}number, ${range}, not '${text}'`);
      return value;
    },
    write: (value) => (value === null ? [] : [String(value)]),
  };
}

const flag = (says: string): Setting<boolean> => ({
  usual: false,
  takes: null,
  says,
  read: () => true,
  write: () => [],
});

const names = (takes: string, says: string, known: readonly string[] | null): Setting<readonly string[]> => ({
  usual: [],
  takes,
  says,
  read(given) {
    const unknown = known && given.find((name) => !known.includes(name));
    if (unknown != null)
      throw new Unusable(
        `does not know '${unknown}'; it knows: ${known?.map((name) => `'${name}'`).join(', ')}`,
      );
    return given;
  },
  write: (value) => value,
});

const settings: { readonly [K in keyof Command]: Setting<Command[K]> } = {
  seeds: number(20, 'how many seeds to run, each its own world', { least: 1 }),
  start: number(1, 'the first seed', { least: 0 }),
  days: number(2, 'simulated days of each seed, such as 0.5', { least: 0.01, whole: false }),
  terminals: number<null>(null, 'tills of each store, without it two or three by the seed', {
    least: 1,
    most: mostTills,
  }),
  stores: number(2, 'stores', { least: 1, most: mostStores }),
  store: {
    usual: 'memory',
    takes: 'ENGINE',
    says: `the central database: ${engineNames} (mongodb is the one at MONGODB_TEST_URI)`,
    read(given) {
      const name = given.at(-1) ?? '';
      if (!isEngine(name)) throw new Unusable(`is one of ${engineNames}, not '${name}'`);
      return name;
    },
    write: (value) => [value],
  },
  only: names('DISASTER', 'only this strikes, and often; may be given again for more', disasterNames),
  without: names('DISASTER', 'this does not strike; may be given again for more', disasterNames),
  strikes: number<null>(null, 'not more disasters than so many', { least: 0 }),
  lookEvery: number(360, 'simulated minutes between the costly checks', { least: 1 }),
  notUnderstood: names('KIND', 'a kind of entry that the server does not know; may be given again', null),
  edits: {
    usual: [],
    takes: 'JSON',
    says: 'a bug to plant: [{"file", "find", "put"}]',
    read: (given) => readEdits(given.at(-1) ?? ''),
    write: (value) => (value.length === 0 ? [] : [JSON.stringify(value)]),
  },
  first: flag('end with the first seed that fails'),
  until: names(
    'RULE',
    'end with the first seed in which this rule is broken; may be given again for more',
    null,
  ),
  twice: flag('run each seed again and compare the traces'),
  lines: number(40, 'lines of the trace to print where a rule is broken', { least: 1 }),
  counts: flag('print what happened how often'),
  digests: flag('print of each seed the digests of its trace and documents'),
  json: flag('print failures, and at the end what was run, as lines of JSON'),
};

const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const settingNames = Object.keys(settings) as (keyof Command)[];

/** `help`: what to print. `refusal`: one sentence. */
export type Reading =
  | { readonly command: Command }
  | { readonly help: string }
  | { readonly refusal: string };

/** `mongoUri`: where the MongoDB is, if there is one. */
export function readCommand(argv: readonly string[], mongoUri: string | undefined): Reading {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(
        settingNames.map((name) => [flagOf(name), { type: settings[name].takes ? 'string' : 'boolean' }]),
      ),
    },
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refusal(`'${token.value}' belongs to no option`);
    if (token.name === 'help') return { help };
    const name = settingNames.find((one) => flagOf(one) === token.name);
    if (!name) return refusal(`there is no option ${token.rawName}`);
    const { takes } = settings[name];
    if (!takes && token.value !== undefined) return refusal(`${token.rawName} takes no value`);
    if (takes && (token.value === undefined || token.value.startsWith('--')))
      return refusal(`${token.rawName} needs a value`);
    given.set(name, [...(given.get(name) ?? []), ...(token.value === undefined ? [] : [token.value])]);
  }
  const command: Record<string, unknown> = {};
  for (const name of settingNames) {
    const values = given.get(name);
    try {
      command[name] = values ? settings[name].read(values) : settings[name].usual;
    } catch (error) {
      if (error instanceof Unusable) return refusal(`--${flagOf(name)} ${error.message}`);
      throw error;
    }
  }
  if (command.store === 'mongodb' && !mongoUri)
    return refusal('--store mongodb needs a MongoDB: set MONGODB_TEST_URI to its address');
  return { command: command as unknown as Command };
}

/** The arguments that `readCommand` reads as these settings again; what is not named is as usual. */
export function argumentsOf(command: Partial<Command>): string[] {
  const written = <K extends keyof Command>(name: K): string[] => {
    const value = command[name] as Command[K] | undefined;
    if (value === undefined || value === false) return [];
    const option = `--${flagOf(name)}`;
    return value === true ? [option] : settings[name].write(value).flatMap((text) => [option, text]);
  };
  return settingNames.flatMap(written);
}

/** To be pasted into a shell. */
export function shellLine(command: Partial<Command>): string {
  const quoted = (word: string) => (/^[\w.,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
  return ['npm', 'run', 'simulate', '--', ...argumentsOf(command)].map(quoted).join(' ');
}

const refusal = (what: string): Reading => ({ refusal: `${what}. --help lists the options.` });

function readEdits(text: string): readonly Edit[] {
  const unusable = new Unusable('takes JSON such as [{"file": "shared/a.ts", "find": "1", "put": "2"}]');
  let edits: unknown;
  try {
    edits = JSON.parse(text);
  } catch {
    throw unusable;
  }
  if (!Array.isArray(edits) || !edits.every(isEdit)) throw unusable;
  return edits;
}

const isEdit = (value: unknown): value is Edit =>
  typeof value === 'object' &&
  value !== null &&
  ['file', 'find', 'put'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

const help = [
  'npm run simulate -- [options]: the real till and server code against random disasters. Ends with 1 where a rule is broken.',
  '',
  ...settingNames.map((name) => {
    const { takes, says, usual } = settings[name];
    const option = `--${flagOf(name)}${takes ? ` ${takes}` : ''}`;
    const otherwise = typeof usual === 'number' || typeof usual === 'string' ? ` [${usual}]` : '';
    return `  ${option.padEnd(24)}${says}${otherwise}`;
  }),
  `  ${'--help'.padEnd(24)}this`,
  '',
  `DISASTER is one of: ${disasterNames.map((name) => `'${name}'`).join(', ')}`,
].join('\n');
