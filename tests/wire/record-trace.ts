import { objectIdFromKey, objectIdOfEntry } from '../../shared/domain/ids.ts';
import { sha256Hex } from '../../shared/domain/sha256.ts';
import { chainStream, type Envelope } from '../../shared/journal/entry.ts';
import { signerOf } from '../../shared/journal/signature.ts';
import { must } from '../../shared/result.ts';
import type { Inventory } from '../../shared/schema/inventory.ts';
import type { Ticket } from '../../shared/schema/tickets.ts';
import type { CentralStore } from '../../sync-server/store/port.ts';
import type { Draft } from '../../sync-server/streams/streams.ts';
import {
  drawGameId,
  minutesAfter,
  noon,
  otherStoreId,
  saved,
  storeId,
  Till,
  tonight,
  userId,
} from '../server/fixtures.ts';
import { MemoryDatabase, openMemoryStore } from '../server/fixtures-memory-store.ts';
import { seededKey } from './seeded-key.ts';
import { openPlayer, type Step } from './trace.ts';
import {
  cancellation,
  chainRecords,
  closing,
  nextDay,
  ownBatch,
  packId,
  pendingDevice,
  pos_version,
  receivedPack,
  releaseOf,
} from './trace-bodies.ts';

/**
 * A day and a night of two stores in which every kind of entry occurs, and everything that goes wrong: duplicates,
 * overlaps, a clone's fork, entries that cannot be posted, late sales, a lost journal. Recorded over memory.
 */
export async function recordTrace(): Promise<{
  readonly steps: readonly Step[];
  readonly store: CentralStore;
}> {
  const store = openMemoryStore(new MemoryDatabase());
  const player = openPlayer(store);
  const steps: Step[] = [];
  let at = noon;
  const play = async (step: Step): Promise<void> => {
    steps.push(step);
    await player.play(step);
  };
  const decide = (stream: string, ...drafts: Draft[]) => play({ at, do: 'record', stream, drafts });
  const send = (till: Till, from: number, to: number) =>
    play({ at, do: 'upload', device: till.device, entries: till.entries.slice(from - 1, to) });
  const sendAll = (till: Till) => send(till, 1, till.entries.length);
  const pass = (minutes: number, ...tills: Till[]) => {
    at = minutesAfter(at, minutes);
    for (const till of tills) till.at = at;
  };
  const ticketOf = async (number: string): Promise<Ticket> => {
    const filter = { ticket_number: { eq: number } };
    const found = await store.list('tickets', { filter, sort: { field: '_id', direction: 'asc' }, limit: 1 });
    return must(found[0] as Ticket | undefined, 'ticket');
  };

  await decide(chainStream, ...chainRecords());
  const pending = objectIdFromKey('till', 'never enrolled');
  await decide(storeId, saved('pos_devices', pendingDevice(pending)));
  const till = await newTill(play, storeId, 1, at);
  const second = await newTill(play, storeId, 2, at);
  const abroad = await newTill(play, otherStoreId, 3, at);
  await decide(storeId, receivedPack());
  await play({ at, do: 'grant' });

  // A morning at the counter, sent in pieces, twice and overlapping.
  pass(5, till);
  await till.seal('user.signed_in', { user_id: userId, method: 'online', pos_version });
  await till.openShift();
  const drawSale = await till.sell({ lottery_id: drawGameId, draw: tonight, tickets: 3 });
  await till.sell({ batch_id: packId, serial: (await shareOf(store, till)).from });
  await send(till, 1, 3);
  await send(till, 1, 3);
  await send(till, 2, 4);
  pass(5, till);
  const drawn = await ticketOf(ticketNumbers(drawSale)[0] ?? '');
  await till.seal('ticket.cancelled', cancellation(drawn, till));
  // A fact that contradicts the one before it.
  await till.seal('ticket.cancelled', cancellation(drawn, till));
  const copied = await ticketOf(ticketNumbers(drawSale)[1] ?? '');
  await till.seal('ticket.printed_again', {
    ticket_id: copied._id,
    ticket_number: copied.ticket_number,
    reason: 'paper jam',
    pos_version,
  });
  for (const how of ['original', 'found'] as const) {
    const { _id: ticket_id, ticket_number } = copied;
    await till.seal('ticket.printed', { ticket_id, ticket_number, how, pos_version });
  }
  // A number that is another till's.
  await till.sell({ batch_id: packId, serial: (await shareOf(store, second)).from });
  await till.seal('stock.received', ownBatch());
  await till.seal('stock.released', releaseOf(await shareOf(store, till)));
  await sendAll(till);
  await play({ at, do: 'grant' });

  // What cannot be posted, and what follows it.
  await till.sealAny('coffee.brewed', { cups: 2, 'a.b': { $set: 1 } });
  await till.sealAny('sale.completed', { lines: 'none' });
  await till.sealAny('draw.closed', { lottery_id: drawGameId, ...tonight });
  await till.sell({ lottery_id: drawGameId, draw: tonight });
  await sendAll(till);

  // A clone of the second till's disk goes its own way, after the original was heard and before.
  pass(10, second, abroad);
  await second.openShift();
  await second.sell({ lottery_id: drawGameId, draw: tonight });
  const clone = second.clone();
  clone.at = second.at;
  await second.sell({ lottery_id: drawGameId, draw: tonight, tickets: 2 });
  await clone.sell({ lottery_id: drawGameId, draw: tonight, tickets: 4 });
  await clone.sell({ lottery_id: drawGameId, draw: tonight });
  await sendAll(second);
  await sendAll(clone);
  await sendAll(clone);

  // Its journal is lost: a new epoch, while the old one still sends what it has.
  await second.sell({ lottery_id: drawGameId, draw: tonight });
  const reborn = await newTill(play, storeId, 4, at, second);
  reborn.at = at;
  await reborn.openShift();
  await reborn.sell({ lottery_id: drawGameId, draw: tonight });
  await sendAll(reborn);
  await sendAll(second);

  await abroad.openShift();
  await abroad.sell({ lottery_id: drawGameId, draw: tonight });
  await sendAll(abroad);

  // Its device is missed and found again; in the end it is gone, and what it still sends is kept aside.
  const statusOf = (status: 'active' | 'locked' | 'revoked', epochs: { epoch: number; seq: number }[]) =>
    decide(otherStoreId, {
      kind: 'device.status_changed',
      user_id: userId,
      body: { device_id: abroad.device.device_id, status, epochs, reason: 'missing' },
    });
  await statusOf('locked', []);
  await statusOf('active', []);
  await statusOf('revoked', [{ epoch: 1, seq: abroad.entries.length }]);
  await abroad.sell({ lottery_id: drawGameId, draw: tonight });
  await sendAll(abroad);

  // The draw closes; what comes after it is late, and refunded.
  const late = await till.sell({ lottery_id: drawGameId, draw: tonight, tickets: 2 });
  at = tonight.close_at;
  await play({ at, do: 'close_draws' });
  pass(30, till);
  await sendAll(till);
  const tooLate = await ticketOf(ticketNumbers(late)[0] ?? '');
  await till.seal('ticket.cancelled', { ...cancellation(tooLate, till), ground: 'late' });
  await till.seal('shift.closed', closing(till, 1));
  await sendAll(till);
  await play({ at, do: 'trim', stream: storeId, before: 8 });

  pass(24 * 60, till);
  await till.openShift();
  const jammed = await till.sell({ lottery_id: drawGameId, draw: nextDay(tonight) });
  await sendAll(till);
  const misprinted = await ticketOf(ticketNumbers(jammed)[0] ?? '');
  await till.seal('ticket.cancelled', { ...cancellation(misprinted, till), ground: 'misprint' });
  // Change comes, takings go into the safe, the drawer is looked into and handed over.
  for (const movement of ['in', 'out', 'safe_drop'] as const) {
    const moved = { shift_id: till.shiftId, movement, amount: 1_500, reason: 'for change' };
    await till.seal('shift.cash_moved', { ...moved, authorized_by: null, pos_version });
  }
  const looked = { shift_id: till.shiftId, reason: 'change a note', authorized_by: userId, pos_version };
  await till.seal('shift.no_sale', looked);
  const handed = await till.seal('shift.handed_over', { ...closing(till, 2), next_user_id: userId });
  till.shiftId = objectIdOfEntry(handed.at, handed.hash, 0);
  await till.seal('user.signed_in', { user_id: userId, method: 'pin', pos_version });
  await till.seal('shift.closed', { ...closing(till, 3), counts: [{ denomination: 500, pieces: 20 }] });
  await sendAll(till);
  return { steps, store };
}

async function newTill(
  play: (step: Step) => Promise<void>,
  stream: string,
  till_number: number,
  at: string,
  before?: Till,
): Promise<Till> {
  const key = seededKey(`till ${till_number}`);
  const device_id = before?.device.device_id ?? objectIdFromKey('till', stream, till_number);
  const epoch = (before?.device.epoch ?? 0) + 1;
  const papers = {
    device_id,
    epoch,
    till_number,
    public_key: key.publicKey,
    pos_version,
    token_hash: sha256Hex(`token ${till_number}`),
  };
  const draft: Draft = before
    ? { kind: 'epoch.opened', user_id: null, body: { ...papers, reason: 'journal_lost' } }
    : { kind: 'device.enrolled', user_id: null, body: { ...papers, name: `Till ${till_number}` } };
  await play({ at, do: 'record', stream, drafts: [draft] });
  return new Till({ stream, device_id, epoch }, till_number, await signerOf(key.privateKey));
}

async function shareOf(
  store: CentralStore,
  { device }: Till,
): Promise<{ readonly from: number; readonly to: number }> {
  const found = await store.load([{ collection: 'inventory', id: packId }]);
  const pack = must(found.get(`inventory/${packId}`) as Inventory | undefined, 'pack');
  return must(pack.allotments.find(({ device_id }) => device_id === device.device_id)?.ranges[0], 'share');
}

const ticketNumbers = ({ body }: Envelope): readonly string[] =>
  (body.lines as readonly { readonly ticket_number: string }[]).map(({ ticket_number }) => ticket_number);
