import { filter, firstValueFrom } from 'rxjs';
import type { Till, TillState } from '../../../renderer/till/api.ts';
import { createTill } from '../../../renderer/till/till.ts';
import { must } from '../../../shared/result.ts';
import type { User } from '../../../shared/schema/users.ts';
import { type MemoryMachine, memoryPlatform } from '../../kit/world/memory-platform.ts';
import { MemoryTables } from '../../kit/world/memory-tables.ts';
import { ServerInMemory } from '../../kit/world/server-in-memory.ts';
import type { Scene } from './scene.ts';
import { sceneDocuments, sceneLotteries } from './scene-documents.ts';
import { asSignedIn, scenePins } from './scene-pins.ts';

const minuteMs = 60_000;
/** How long a till of an offline scene has been without its server. */
const offlineForMs = 87 * minuteMs;
const never = () => new Promise<never>(() => undefined);

/** The real till in memory with a stand-in for its server, brought to where the scene begins. */
export async function startSceneTill(scene: Scene): Promise<Till> {
  const startedMs = performance.now();
  const beginMs = scene.now ? Date.parse(scene.now) : Date.now();
  let shiftMs = scene.offline ? -offlineForMs : 0;
  let wallWrongMs = 0;
  let plugged = true;
  const uptimeMs = () => performance.now() - startedMs + shiftMs + offlineForMs;
  const nowMs = () => beginMs + performance.now() - startedMs + shiftMs;
  const now = () => new Date(nowMs()).toISOString();
  const { store, device, users, documents } = sceneDocuments(now(), {
    games: scene.games,
    shiftOpen: scene.shiftOpen && scene.phase === 'ready',
  });
  const server = new ServerInMemory({ store, device, documents, now });
  const user = must(users[scene.isStaff ? 2 : 1], 'user');

  const machine: MemoryMachine = {
    journal: new MemoryTables(),
    documents: new MemoryTables(),
    secrets: new Map(scene.withoutPins ? [] : [['verifiers', await scenePins(users.slice(0, 3), now())]]),
    nowMs: () => nowMs() + wallWrongMs,
    uptimeMs,
    fetch: async (input, init) => {
      if (!plugged) throw new TypeError('fetch failed');
      return server.fetch(input, init);
    },
    freeBytes: scene.warnings ? 41_000_000 : 10 ** 10,
    isOpenElsewhere: scene.phase === 'other_window',
    session: scene.signedIn ? sessionOf(user, device._id, now()) : null,
  };
  const start = () => createTill({ platform: memoryPlatform(machine), baseUrl: 'http://memory' });

  switch (scene.phase) {
    case 'starting':
      machine.journal.beforeOpen = never;
      return start();
    case 'failed':
      machine.journal.beforeOpen = async () => {
        throw new Error('the disk fails');
      };
      return start();
    case 'other_window':
    case 'not_enrolled':
      return start();
    case 'loading':
    case 'journal_lost':
    case 'ready':
      break;
  }
  if (scene.phase === 'loading') server.intercept = endlessSnapshot(now());
  let till = start();
  await until(till, ({ phase }) => phase.phase === 'not_enrolled');
  await till.enrol('PREVIEW');
  if (scene.phase === 'loading') return till;
  await until(till, ({ phase, connection }) => phase.phase === 'ready' && connection.state === 'online');
  if (scene.phase === 'journal_lost') {
    await till.close();
    machine.journal.wipe('journal');
    return start();
  }
  if (scene.closedBefore) {
    await till.closeShift({ countedMinor: 10_050, counts: [] });
    await till.openShift(10_000);
    await until(till, ({ connection }) => connection.unsent === 0);
  }
  if (scene.stopped) {
    server.append('device.status_changed', {
      device_id: device._id,
      status: scene.stopped,
      epochs: scene.stopped === 'revoked' ? [{ epoch: 1, seq: 0 }] : [],
    });
    till.sendNow();
    await until(till, ({ stopped }) => stopped !== null);
  }
  if (scene.offline) {
    shiftMs = 0;
    plugged = false;
    till.sendNow();
    if (scene.timeUnsure) {
      await till.close();
      till = start();
      await until(till, ({ phase }) => phase.phase === 'ready');
    }
    await until(till, ({ connection }) => connection.state === 'offline');
  }
  if (scene.warnings) {
    wallWrongMs = -7_500_000;
    plugged = true;
    server.intercept = () => new Response('<html>Log in to the network</html>');
    till.sendNow();
    await until(till, ({ connection }) => connection.problem?.code === 'network.not_the_server');
  }
  machine.journal.beforeWrite = async (table, rows) => {
    if (table !== 'journal' || !JSON.stringify(rows).includes('sale.completed')) return;
    if (scene.saleSaved) await scene.saleSaved();
    else await new Promise((resolve) => setTimeout(resolve, scene.saleMs));
    if (scene.refuseSale) throw new DOMException('no room', 'QuotaExceededError');
  };
  return withReads(till, scene.reads ?? 'quick');
}

/** How reading from the disk goes, said by the till itself: what it needs for a sale is read all the same. */
function withReads(till: Till, reads: NonNullable<Scene['reads']>): Till {
  if (reads === 'quick') return till;
  const read = reads === 'never' ? never : () => Promise.reject(new Error('the disk fails'));
  return {
    ...till,
    recentTickets: read,
    unprintedTickets: read,
    lastClosedShift: read,
    unsentEntries: read,
  };
}

const sessionOf = (user: User, device_id: string, at: string): string =>
  JSON.stringify({ session: { user: asSignedIn(user), method: 'online' }, locked: false, device_id, at });

/** A first page of many records, and no second one. */
function endlessSnapshot(now: string): ServerInMemory['intercept'] {
  let asked = 0;
  return (path) => {
    if (path !== '/api/snapshot') return null;
    asked += 1;
    if (asked > 1) return never();
    const cursor = { position: 1, nonce: 'block 1' };
    const documents = sceneLotteries(now, 1_234).map((value) => ({ collection: 'lotteries', value }));
    return Response.json({ documents, next: 'lotteries/', start: cursor, last: cursor, server_time: now });
  };
}

async function until(till: Till, isSo: (state: TillState) => boolean): Promise<void> {
  await firstValueFrom(till.states.pipe(filter(isSo)));
}
