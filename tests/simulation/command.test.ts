import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { demoStoreList } from '../../sync-server/demo/chain.ts';
import { argumentsOf, type Command, readCommand, shellLine } from './command.ts';
import { failedSeedLine, toRunAgain } from './run-again.ts';
import { failuresIn, runCommand } from './simulate-process.ts';
import type { Options } from './simulation.ts';
import { mostStores } from './world/size.ts';

const mongoUri = 'mongodb://127.0.0.1/';

function commandOf(argv: readonly string[]): Command {
  const reading = readCommand(argv, mongoUri);
  if (!('command' in reading)) throw new Error(JSON.stringify(reading));
  return reading.command;
}

describe('what the simulation refuses, in one sentence', () => {
  test.each([
    ['--seeds x', "--seeds takes a whole number, at least 1, not 'x'"],
    ['--seeds 0', "--seeds takes a whole number, at least 1, not '0'"],
    ['--seeds 1.5', "--seeds takes a whole number, at least 1, not '1.5'"],
    ['--seeds', '--seeds needs a value'],
    ['--seeds --first', '--seeds needs a value'],
    ['--start abc', "--start takes a whole number, at least 0, not 'abc'"],
    ['--days -1', "--days takes a number, at least 0.01, not '-1'"],
    ['--days 0', "--days takes a number, at least 0.01, not '0'"],
    ['--days abc', "--days takes a number, at least 0.01, not 'abc'"],
    ['--terminals 0', "--terminals takes a whole number, 1 to 5, not '0'"],
    ['--terminals 6', "--terminals takes a whole number, 1 to 5, not '6'"],
    ['--stores 0', "--stores takes a whole number, 1 to 3, not '0'"],
    ['--store postgres', "--store is one of memory, calls, transactions, sqlite, mongodb, not 'postgres'"],
    ['--store toString', "--store is one of memory, calls, transactions, sqlite, mongodb, not 'toString'"],
    ['--edits {', '--edits takes JSON such as [{"file": "shared/a.ts", "find": "1", "put": "2"}]'],
    ['--edits [1]', '--edits takes JSON such as [{"file": "shared/a.ts", "find": "1", "put": "2"}]'],
    ['--first=yes', '--first takes no value'],
    ['--sedes 3', 'there is no option --sedes'],
    ['20', "'20' belongs to no option"],
  ])('%s', (line, sentence) => {
    expect(readCommand(line.split(' '), mongoUri)).toEqual({
      refusal: `${sentence}. --help lists the options.`,
    });
  });

  test.each(['--only', '--without'])('%s of an unknown disaster, and names those that it knows', (option) => {
    expect(readCommand([option, 'an earthquake'], mongoUri)).toEqual({
      refusal: expect.stringMatching(
        `^${option} does not know 'an earthquake'; it knows: 'a till is cut off', .*'a machine sleeps'\\. `,
      ),
    });
  });

  test('--store mongodb where no MongoDB is named', () => {
    expect(readCommand(['--store', 'mongodb'], undefined)).toEqual({
      refusal: expect.stringContaining('set MONGODB_TEST_URI'),
    });
    expect(commandOf(['--store', 'mongodb']).store).toBe('mongodb');
  });

  test('the command prints the sentence, no stack, and ends with 1', async () => {
    const { error, stdout, stderr } = await runCommand(['--seeds', '0']);
    expect(error).toMatchObject({ code: 1 });
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: "--seeds takes a whole number, at least 1, not '0'. --help lists the options.\n",
    });
  });
});

test('--help explains every option in a line', () => {
  const reading = readCommand(['--seeds', '3', '--help'], mongoUri);
  const { help } = reading as { help: string };
  const explained = help
    .split('\n')
    .flatMap((line) => line.match(/^ {2}(--[a-z-]+)( [A-Z]+)? {2,}\S/)?.[1] ?? []);
  const options = Object.keys(commandOf([])).map(
    (name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  expect(explained).toEqual([...options, '--help']);
});

test('there are as many stores as may be asked for', () => {
  expect(demoStoreList).toHaveLength(mostStores);
});

describe('a failed seed is run again', () => {
  const edits = [{ file: 'shared/a.ts', find: 'it\'s "so" $HOME `x` \\', put: 'a\nb --seeds 3' }];
  const options: Options = {
    seed: 3090,
    days: 0.25,
    terminals: 4,
    stores: 3,
    engine: 'sqlite',
    lookEvery: 10,
    strikes: 0,
    only: ['bad weather', 'a disk is cloned'],
    without: ['a till is cut off'],
    notUnderstood: ['shift.closed', 'sale.posted'],
  };
  const again = toRunAgain(options, edits);

  test('by the printed command, which a shell takes apart into the same options', () => {
    const words = execFileSync('sh', ['-c', `printf '%s\\0' ${shellLine(again)}`], { encoding: 'utf8' });
    const [npm, run, simulate, dashes, ...given] = words.split('\0').slice(0, -1);
    expect([npm, run, simulate, dashes]).toEqual(['npm', 'run', 'simulate', '--']);
    const { first, until, twice, lines, counts, digests, json, ...read } = commandOf(given);
    expect(read).toEqual(again);
  });

  test('by the line for the list of failed seeds', () => {
    const { why, ...ask } = JSON.parse(failedSeedLine('[SYN7]', again).replace(/,$/, ''));
    expect(why).toBe('[SYN7] …');
    const { seeds, ...same } = again;
    expect(ask).toEqual(same);
  });

  test('every option is written as it is read', () => {
    const all: Command = {
      ...commandOf([]),
      ...again,
      first: true,
      until: ['SYN1', 'JRN2'],
      twice: true,
      lines: 7,
      counts: true,
      digests: true,
      json: true,
    };
    expect(commandOf(argumentsOf(all))).toEqual(all);
    expect(commandOf(argumentsOf(commandOf([])))).toEqual(commandOf([]));
  });
});

describe('no failures count only where everything was run', () => {
  const ask = { seeds: 2, start: 1 };
  const failure = JSON.stringify({ options: { seed: 1 }, violation: { rule: 'SYN7', message: 'so' } });
  const ran = (seeds: number, counts = {}) => JSON.stringify({ ran: { seeds, counts } });

  test('all seeds held', () => {
    expect(failuresIn(`a log\n${ran(2)}\n`, ask)).toEqual({ failures: [] });
  });

  test('nothing was run, or less than asked for', () => {
    expect(failuresIn('', ask)).toEqual({ wrong: 'the simulation did not come to its end' });
    expect(failuresIn(failure, ask)).toEqual({ wrong: 'the simulation did not come to its end' });
    expect(failuresIn(ran(0), ask)).toEqual({ wrong: '0 of 2 seeds were run' });
  });

  test('it may end with the first failure where that is asked for', () => {
    const failures = [{ seed: 1, rule: 'SYN7', message: 'so' }];
    expect(failuresIn(`${failure}\n${ran(1)}`, { ...ask, first: true })).toEqual({ failures });
    expect(failuresIn(`${failure}\n${ran(1)}`, ask)).toEqual({ wrong: '1 of 2 seeds were run' });
    expect(failuresIn(ran(1), { ...ask, first: true })).toEqual({ wrong: '1 of 2 seeds were run' });
    expect(failuresIn(`${failure}\n${ran(1)}`, { ...ask, until: ['SYN7'] })).toEqual({ failures });
    expect(failuresIn(`${failure}\n${ran(1)}`, { ...ask, until: ['JRN1'] })).toEqual({
      wrong: '1 of 2 seeds were run',
    });
  });

  test('each disaster that was asked for has struck', () => {
    const only = ['bad weather', 'a power cut'];
    expect(failuresIn(ran(2, { 'bad weather': 3 }), { ...ask, only })).toEqual({
      wrong: 'never struck: a power cut',
    });
    expect(failuresIn(ran(2, { 'bad weather': 3, 'a power cut': 1 }), { ...ask, only })).toEqual({
      failures: [],
    });
  });
});
