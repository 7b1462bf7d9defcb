import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { JournalCopy } from '../../electron/journal-copy.ts';
import type { Till } from '../../renderer/till/api.ts';
import type { HostJournalCopy } from '../../shared/host.ts';
import { refuse } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { cutOff, granted, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const isLost = (state: { phase: { phase: string } }) => state.phase.phase === 'journal_lost';
const notReached = refuse('journal_copy.failed', { reason: 'gone' });

/** A machine whose second copy is Electron's own, in a folder of this test. */
async function setUp() {
  const world = await World.start();
  const machine = new Machine(world);
  const folder = await mkdtemp(join(tmpdir(), 'tillside-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const disk = { fails: false, hangs: false };
  const plugIn = () => {
    const copy = new JournalCopy(folder);
    const reach = <T>(call: () => Promise<T>) =>
      disk.hangs ? new Promise<T>(() => {}) : disk.fails ? Promise.resolve(notReached as T) : call();
    machine.journalCopy = {
      range: (epoch) => reach(() => copy.range(epoch)),
      read: (epoch, from, limit) => reach(() => copy.read(epoch, from, limit)),
      append: (epoch, texts, areEarliest) => reach(() => copy.append(epoch, texts, areEarliest)),
      renew: (epoch) => reach(() => copy.renew(epoch)),
      prune: (epoch, seq) => reach(() => copy.prune(epoch, seq)),
    } satisfies HostJournalCopy;
  };
  plugIn();
  const till = await openCounter(machine);
  const file = async (epoch = 1) =>
    join(folder, (await readdir(folder)).find((name) => name.endsWith(`-${epoch}.jsonl`)) ?? 'none');
  return {
    world,
    machine,
    till,
    disk,
    folder,
    file,
    lines: async (epoch = 1) => (await readFile(await file(epoch), 'utf8')).split('\n').slice(0, -1),
    /** The machine is off; its files may be changed. */
    async off() {
      await machine.shutDown();
      plugIn();
    },
    async ready(): Promise<Till> {
      const started = machine.start();
      await until(started, 'ready', isReady);
      return started;
    },
  };
}

type Counter = Awaited<ReturnType<typeof setUp>>;

async function sellOffline(counter: Counter, count: number): Promise<string[]> {
  await cutOff(counter.machine, counter.till);
  const numbers: string[] = [];
  for (let i = 0; i < count; i += 1)
    numbers.push((await sellFor(counter.till, quickPicks(counter.till))).tickets[0]!.ticket.ticket_number);
  return numbers;
}

/** Every ticket that was handed out is in the central database, once; nothing was quarantined. */
async function expectTickets({ world }: Counter, numbers: readonly string[]): Promise<void> {
  const stored = (await world.all<Ticket>('tickets')).map(({ ticket_number }) => ticket_number);
  expect(stored.toSorted()).toEqual(numbers.toSorted());
  expect(await world.all('quarantine')).toEqual([]);
}

test('[JRN6] each entry is in the second copy before a command tells of it', async () => {
  const counter = await setUp();
  const before = (await counter.lines()).length;
  await sellFor(counter.till, quickPicks(counter.till));
  expect((await counter.lines()).length).toBe(before + 1);
  expect(counter.till.state().copyProblem).toBeNull();
});

test('[JRN6] [JRN3] a wiped IndexedDB is restored with nothing lost: unsent entries upload, the epoch and its numbers go on', async () => {
  const counter = await setUp();
  const { till: first, machine, world } = counter;
  const numbers = [(await sellFor(first, quickPicks(first))).tickets[0]!.ticket.ticket_number];
  await until(first, 'sent', isSent);
  numbers.push(...(await sellOffline(counter, 3)));
  const { shift } = first.state().view!;
  const lines = await counter.lines();
  await counter.off();
  machine.wipeDisk();
  machine.plugged = true;
  const till = await counter.ready();
  await until(till, 'sent', isSent);
  expect(till.state().view).toMatchObject({ epoch: 1, shift: { _id: shift!._id } });
  granted(await till.signIn('manager', demoPassword));
  numbers.push((await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number);
  await until(till, 'sent', isSent);
  await expectTickets(counter, numbers);
  expect(await counter.lines()).toEqual([...lines, ...(await counter.lines()).slice(lines.length)]);
  const heads = await world.all<Head>('heads');
  expect(heads.find(({ epoch, seq }) => epoch === 1 && seq === lines.length + 2)).toBeDefined();
});

test('[JRN6] restored without the server too: the entries wait, and are sent when it is back', async () => {
  const counter = await setUp();
  const numbers = await sellOffline(counter, 2);
  await counter.off();
  counter.machine.wipeDisk();
  const till = counter.machine.start();
  await until(till, 'waits for documents', ({ phase }) => phase.phase === 'loading_documents');
  expect(till.state().connection.unsent).toBe((await counter.lines()).length);
  counter.machine.plugged = true;
  till.sendNow();
  await until(till, 'ready', isReady);
  await until(till, 'sent', isSent);
  await expectTickets(counter, numbers);
});

test('[JRN6] entries alone are gone, marks are not: restored as well', async () => {
  const counter = await setUp();
  const numbers = await sellOffline(counter, 2);
  await counter.off();
  counter.machine.wipeJournalOnly();
  const till = await counter.ready();
  expect(till.state().view).toMatchObject({ epoch: 1 });
  counter.machine.plugged = true;
  till.sendNow();
  await until(till, 'sent', isSent);
  await expectTickets(counter, numbers);
});

test('[JRN6] [JRN5] an older profile is put back: the copy is ahead, and brings it to where it was without a fork', async () => {
  const counter = await setUp();
  await until(counter.till, 'sent', isSent);
  await counter.off();
  const putBack = counter.machine.copyDisk();
  const till = await counter.ready();
  const numbers = await sellOffline({ ...counter, till }, 3);
  await counter.off();
  putBack();
  counter.machine.plugged = true;
  const restored = await counter.ready();
  await until(restored, 'sent', isSent);
  expect(restored.state().view).toMatchObject({ epoch: 1 });
  numbers.push((await sellFor(restored, quickPicks(restored))).tickets[0]!.ticket.ticket_number);
  await until(restored, 'sent', isSent);
  await expectTickets(counter, numbers);
});

test('[JRN6] entries of an older epoch come back too', async () => {
  const counter = await setUp();
  const numbers = await sellOffline(counter, 2);
  await counter.off();
  const { machine } = counter;
  const { journalCopy } = machine;
  machine.journalCopy = null;
  machine.wipeDisk();
  let till = machine.start();
  await until(till, 'journal lost', isLost);
  machine.plugged = true;
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  await counter.off();
  machine.journalCopy = journalCopy;
  till = await counter.ready();
  expect(till.state().view).toMatchObject({ epoch: 2 });
  await until(till, 'sent', isSent);
  await expectTickets(counter, numbers);
});

test.each([
  ['half an entry at its end', async (file: string) => appendFile(file, '{"device_id":"01')],
  ['nothing at all', async (file: string) => rm(file)],
  ['a damaged first line', async (file: string) => writeFile(file, `x${await readFile(file, 'utf8')}`)],
])('[JRN6] a copy with %s is completed from IndexedDB', async (_what, damage) => {
  const counter = await setUp();
  const lines = await counter.lines();
  const file = await counter.file();
  await counter.off();
  await damage(file);
  const till = await counter.ready();
  expect(till.state().copyProblem).toBeNull();
  expect(await counter.lines()).toEqual(lines);
});

test('[JRN6] a copy of another till’s entries is kept aside and written anew', async () => {
  const counter = await setUp();
  const lines = await counter.lines();
  const file = await counter.file();
  await counter.off();
  const strange = `${lines.map((line) => line.replace('"kind"', '"kin2"')).join('\n')}\n`;
  await writeFile(file, strange);
  await counter.ready();
  expect(await counter.lines()).toEqual(lines);
  expect(await readFile(`${file}.kept-1`, 'utf8')).toBe(strange);
});

test('[JRN6] IndexedDB wiped and the copy damaged before what was sent: what comes after it is restored and goes on', async () => {
  const counter = await setUp();
  await until(counter.till, 'sent', isSent);
  const numbers = await sellOffline(counter, 2);
  const file = await counter.file();
  await counter.off();
  await writeFile(file, (await readFile(file, 'utf8')).replace('user.signed_in', 'user.signed_on'));
  counter.machine.wipeDisk();
  counter.machine.plugged = true;
  const till = await counter.ready();
  await until(till, 'sent', isSent);
  expect(till.state().view).toMatchObject({ epoch: 1 });
  await expectTickets(counter, numbers);
});

test('[JRN6] [JRN5] IndexedDB wiped and the copy’s last entry damaged: what is before it uploads, and no number comes twice', async () => {
  const counter = await setUp();
  const numbers = await sellOffline(counter, 3);
  const lines = await counter.lines();
  const file = await counter.file();
  await counter.off();
  const last = lines.at(-1)!.replace('"at":"2026', '"at":"2025');
  await writeFile(file, `${[...lines.slice(0, -1), last].join('\n')}\n`);
  const { machine } = counter;
  machine.wipeDisk();
  machine.plugged = true;
  const till = machine.start();
  await until(till, 'journal lost', isLost);
  await until(till, 'what is left is sent', isSent);
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  granted(await till.signIn('manager', demoPassword));
  const next = (await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number;
  await until(till, 'sent', isSent);
  await expectTickets(counter, [...numbers.slice(0, -1), next]);
  expect(numbers).not.toContain(next);
});

test('[JRN6] [JRN5] IndexedDB wiped and the copy damaged among what was not sent: what is before it uploads, what is after it is told of and kept, and no number comes twice', async () => {
  const counter = await setUp();
  await until(counter.till, 'sent', isSent);
  const numbers = await sellOffline(counter, 5);
  const lines = await counter.lines();
  const file = await counter.file();
  await counter.off();
  const damaged = lines.map((line, index) =>
    index === lines.length - 2 ? line.replace('2026', '2025') : line,
  );
  await writeFile(file, `${damaged.join('\n')}\n`);
  const { machine } = counter;
  machine.wipeDisk();
  machine.plugged = true;
  let till = machine.start();
  await until(till, 'journal lost', isLost);
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  granted(await till.signIn('manager', demoPassword));
  const next = (await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number;
  const onlyTheGapIsLeft = ({ connection }: ReturnType<Till['state']>) => connection.unsent === 2;
  await until(till, 'only the damaged entry and what is after it are left', onlyTheGapIsLeft);
  expect(till.state().connection.problem).toMatchObject({ code: 'journal.removed' });
  await expectTickets(counter, [...numbers.slice(0, 3), next]);
  expect(numbers).not.toContain(next);
  // The copy stays as it is, and the next start finds all of it again.
  await counter.off();
  expect(await counter.lines()).toEqual(damaged);
  till = await counter.ready();
  await until(till, 'only the damaged entry and what is after it are left', onlyTheGapIsLeft);
  expect(till.state().copyProblem).toBeNull();
});

test('[JRN6] [JRN5] a till whose journal may lack what the server lacks too sells nothing before it has asked', async () => {
  const counter = await setUp();
  await until(counter.till, 'sent', isSent);
  await sellOffline(counter, 2);
  const lines = await counter.lines();
  const file = await counter.file();
  await counter.off();
  const damaged = lines.map((line, index) => (index === lines.length - 2 ? 'damaged' : line));
  await writeFile(file, `${damaged.join('\n')}\n`);
  const { machine } = counter;
  // Documents and marks are there, and would be enough.
  machine.wipeJournalOnly();
  const till = machine.start();
  const begun = await until(till, 'begun', ({ phase }) => phase.phase !== 'starting');
  expect(begun.phase.phase).toBe('loading_documents');
  machine.plugged = true;
  till.sendNow();
  await until(till, 'journal lost', isLost);
  await expectTickets(counter, []);
});

test('[JRN6] a copy that fails warns and refuses no sale; it is completed when its disk is back', async () => {
  const counter = await setUp();
  const { till, disk } = counter;
  disk.fails = true;
  await sellFor(till, quickPicks(till));
  await sellFor(till, quickPicks(till));
  expect(till.state().copyProblem).toMatchObject({ code: 'journal_copy.failed' });
  disk.fails = false;
  await sellFor(till, quickPicks(till));
  expect(till.state().copyProblem).toBeNull();
  const seqs = (await counter.lines()).map((line) => (JSON.parse(line) as { seq: number }).seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test('[JRN6] a disk that never answers holds up one sale for a moment, and the next ones not at all', async () => {
  const counter = await setUp();
  const { till, disk } = counter;
  disk.hangs = true;
  await sellFor(till, quickPicks(till));
  expect(till.state().copyProblem).toMatchObject({ code: 'journal_copy.failed' });
  await sellFor(till, quickPicks(till));
});

test('[JRN6] [JRN5] a copy known to lack entries is not taken for all there was: they upload, and a new epoch begins', async () => {
  const counter = await setUp();
  const { machine, disk } = counter;
  const numbers = await sellOffline(counter, 1);
  disk.fails = true;
  const gone = await sellOffline(counter, 1);
  await counter.off();
  disk.fails = false;
  machine.wipeDisk();
  machine.plugged = true;
  const till = machine.start();
  const { phase } = await until(till, 'journal lost', isLost);
  expect(phase).toMatchObject({ reason: 'journal_lost' });
  await until(till, 'what is left is sent', isSent);
  granted(await till.openEpoch());
  await until(till, 'ready', isReady);
  granted(await till.signIn('manager', demoPassword));
  const next = (await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number;
  await until(till, 'sent', isSent);
  await expectTickets(counter, [...numbers, next]);
  expect(gone).not.toContain(next);
});

test.each([
  ['no JSON', '{"unfinished":'],
  ['something else', '{"unfinished":1}'],
  ['unreadable', null],
])(
  '[JRN6] [JRN5] what the secrets know of the copy is %s, and IndexedDB gone: entries come back, and no number comes twice',
  async (_what, text) => {
    const counter = await setUp();
    const { machine } = counter;
    const numbers = await sellOffline(counter, 2);
    await counter.off();
    machine.damageSecret('journal_copy', text);
    machine.wipeDisk();
    machine.plugged = true;
    let till = machine.start();
    await until(till, 'journal lost', isLost);
    await until(till, 'what is left is sent', isSent);
    granted(await till.openEpoch());
    await until(till, 'ready', isReady);
    granted(await till.signIn('manager', demoPassword));
    numbers.push((await sellFor(till, quickPicks(till))).tickets[0]!.ticket.ticket_number);
    await until(till, 'sent', isSent);
    await expectTickets(counter, numbers);
    // From here on it is known again: the next loss ends no epoch.
    await counter.off();
    machine.wipeDisk();
    till = await counter.ready();
    expect(till.state().view).toMatchObject({ epoch: 2 });
  },
);

test('[JRN6] the copy cannot be read while IndexedDB is gone: the till says both, and the entries come back with it', async () => {
  const counter = await setUp();
  const { machine, disk } = counter;
  const numbers = await sellOffline(counter, 2);
  await counter.off();
  machine.wipeDisk();
  disk.fails = true;
  const blind = machine.start();
  const state = await until(blind, 'journal lost', isLost);
  expect(state.copyProblem).toMatchObject({ code: 'journal_copy.failed' });
  disk.fails = false;
  await counter.off();
  machine.plugged = true;
  const till = await counter.ready();
  await until(till, 'sent', isSent);
  expect(till.state().view).toMatchObject({ epoch: 1 });
  await expectTickets(counter, numbers);
});
