import { expect, test } from 'vitest';
import { DiskRoom } from '../../renderer/till/disk-room.ts';
import { Journal } from '../../renderer/till/journal/journal.ts';
import { openJournalDatabase } from '../../renderer/till/store/databases.ts';
import { Marks } from '../../renderer/till/store/marks.ts';
import { must, ok } from '../../shared/result.ts';
import type { Head } from '../../shared/schema/heads.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import { demoPassword } from '../../sync-server/demo/chain.ts';
import { openCounter, quickPicks, sellFor } from './counter.ts';
import { granted, isOffline, isReady, isSent, Machine, until } from './machine.ts';
import { World } from './world.ts';

const dayMs = 24 * 3_600_000;
/** A till looks for what it may let go when it has nothing else to do. */
const patient = { timeout: 15_000 };
const slow = { timeout: 60_000 };

/** Of the entries that are left, in order. */
const seqsLeft = (machine: Machine) =>
  machine
    .journalKeys()
    .map((key) => Number(key.split('/')[2]))
    .sort((a, b) => a - b);

/** Up to where the documents on the disk contain the only epoch that there is. */
function containedSeq(machine: Machine): number {
  const heads = [...machine.documents()].filter(([key]) => key.startsWith('heads/'));
  return Math.max(...heads.map(([, head]) => head as unknown as Head).map(({ seq }) => seq));
}

const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** So many days later the till is started anew, and looks what it may let go. */
async function restartAfter(world: World, machine: Machine, days: number) {
  world.clock.pass(days * dayMs);
  const since = new Date(world.clock.nowMs()).toISOString();
  const till = await machine.restart();
  await until(till, 'online', (state) => isReady(state) && state.connection.state === 'online');
  const looked = () => (machine.markOf('contained') as { days: { at: string }[] }).days.at(-1)?.at ?? '';
  await expect.poll(() => looked() >= since, patient).toBe(true);
  return till;
}

test(
  '[JRN4] what was confirmed but is not in the pulled documents stays, however long ago it was',
  slow,
  async () => {
    const world = await World.start();
    const machine = new Machine(world);
    const till = await openCounter(machine);
    for (let i = 0; i < 3; i++) await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    await expect.poll(() => containedSeq(machine), patient).toBe(seqsLeft(machine).at(-1));
    const contained = containedSeq(machine);
    // From here on the server says that nothing has changed.
    machine.intercept = ({ pathname, searchParams }) => {
      if (pathname !== '/api/changes' || !searchParams.has('after')) return null;
      const cursor = { position: Number(searchParams.get('after')), nonce: searchParams.get('nonce') };
      const server_time = new Date(world.clock.nowMs()).toISOString();
      return Response.json({
        documents: [],
        removed: [],
        cursor,
        received_at: null,
        more: false,
        server_time,
      });
    };
    for (let i = 0; i < 5; i++) await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    const last = seqsLeft(machine).at(-1)!;
    expect(containedSeq(machine)).toBe(contained);
    await restartAfter(world, machine, 2);
    await restartAfter(world, machine, 40);
    // All of what is contained but its last entry, which the chain is checked against.
    await expect.poll(() => seqsLeft(machine), patient).toEqual(upTo(contained, last));
  },
);

test(
  '[JRN4] what the server holds in quarantine stays: it may have no more than the hash of it',
  slow,
  async () => {
    const world = await World.start();
    const machine = new Machine(world);
    const till = await openCounter(machine);
    for (let i = 0; i < 3; i++) await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    const [device_id = '', , seq = ''] = machine.journalKeys()[2]!.split('/');
    const [found] = await world.server.store.findEntries(device_id, 1, Number(seq), Number(seq));
    const { entry, stream } = must(found, 'entry that was sent');
    const body = {
      device_id,
      epoch: 1,
      seq: entry.seq,
      hash: entry.hash,
      reason: 'over_budget' as const,
      detail: '',
      entry_json: '',
    };
    granted(
      await world.server.streams.decide(stream, 'server', async () =>
        ok({ value: null, drafts: [{ kind: 'entry.quarantined', user_id: null, body }] }),
      ),
    );
    const last = seqsLeft(machine).at(-1)!;
    await expect.poll(() => containedSeq(machine), patient).toBe(last);
    await expect
      .poll(() => [...machine.documents().keys()].some((key) => key.startsWith('quarantine/')), patient)
      .toBe(true);
    await restartAfter(world, machine, 2);
    await restartAfter(world, machine, 40);
    await expect.poll(() => seqsLeft(machine), patient).toEqual(upTo(entry.seq, last));
  },
);

test(
  '[JRN4] [JRN3] a till that stood still for long keeps the end of its chain, and goes on from it',
  slow,
  async () => {
    const world = await World.start();
    const machine = new Machine(world);
    let till = await openCounter(machine);
    for (let i = 0; i < 3; i++) await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    await expect.poll(() => containedSeq(machine), patient).toBe(seqsLeft(machine).at(-1));
    const last = containedSeq(machine);
    await restartAfter(world, machine, 2);
    till = await restartAfter(world, machine, 40);
    await expect.poll(() => seqsLeft(machine), patient).toEqual([last]);
    if (!till.state().session) granted(await till.signIn('manager', demoPassword));
    machine.plugged = false;
    till = await machine.restart();
    await until(till, 'ready offline', (state) => isReady(state) && isOffline(state));
    machine.plugged = true;
    till.sendNow();
    await sellFor(till, quickPicks(till));
    await until(till, 'sent', isSent);
    expect(seqsLeft(machine)[0]).toBe(last);
    expect(await world.all<Ticket>('tickets')).toHaveLength(4);
    expect(await world.all('quarantine')).toEqual([]);
  },
);

test('[JRN4] [JRN3] a journal that is to let go of everything keeps its last entry', async () => {
  const machine = new Machine({ clock: { nowMs: () => 0, uptimeMs: () => 0 }, port: null });
  const fail = (error: unknown) => {
    throw error;
  };
  const database = await openJournalDatabase(machine.platform(), new DiskRoom(() => {}));
  const marks = await Marks.open(database.marks, fail);
  const epoch = { device_id: 'a'.repeat(24), epoch: 1 };
  const entry = {
    ...epoch,
    kind: 'no_sale.opened',
    body: {},
    store_id: 'b'.repeat(24),
    user_id: null,
    at: '2026-11-22T15:00:00.000Z',
    uptime_ms: 0,
  };
  const journal = new Journal(database.journal, marks, fail);
  const add = () =>
    journal.append(
      entry as never,
      async () => 'A'.repeat(86),
      async () => null,
    );
  for (let i = 0; i < 3; i++) granted(await add());
  await journal.remove(epoch, 3);
  const after = new Journal(database.journal, marks, fail);
  expect((await after.openEpoch(epoch)).map(({ seq }) => seq)).toEqual([3]);
  expect(after.end(epoch)).toEqual(journal.end(epoch));
  await database.close();
});
