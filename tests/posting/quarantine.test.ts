import { beforeEach, describe, expect, test } from 'vitest';
import { entryBytes, maxEntryBytes, withoutBody } from '../../shared/journal/bounds.ts';
import type { Envelope } from '../../shared/journal/entry.ts';
import { quarantineId } from '../../shared/posting/keys.ts';
import { keysOf, post, refusalOf } from '../../shared/posting/posting.ts';
import { keySet, Workspace } from '../../shared/posting/workspace.ts';
import { documentFault } from '../../shared/schema/check-document.ts';
import type { PosDevice } from '../../shared/schema/pos-devices.ts';
import { idOf } from '../kit/ids.ts';
import { PostedStream } from '../kit/world/posted-stream.ts';
import { headOf } from './found-in-stream.ts';
import { drawGame, scratch } from './games.ts';
import { type Journal, storeId } from './journal.ts';
import { sell } from './sale-entries.ts';
import { openShift } from './shift-entries.ts';
import { closeDraw, grantTo, receiveBatch } from './stock-entries.ts';
import { World } from './world.ts';

let world: World;
let till: Journal;

beforeEach(() => {
  world = new World();
  till = world.till(idOf('d', 1));
});

/** A sealed entry whose body is what no type would let pass. */
const odd = (by: Journal, kind: string, body: unknown, other: Partial<Envelope> = {}): Envelope =>
  by.seal('shift.opened', body as never, { kind, ...other });

const setStatus = (
  status: 'active' | 'locked' | 'revoked',
  epochs: { epoch: number; seq: number }[] = [],
): Envelope =>
  world.hq.seal('device.status_changed', { device_id: till.device_id, status, epochs, reason: 'stolen' });

describe('an entry that cannot be posted', () => {
  const cases: readonly (readonly [string, () => Envelope])[] = [
    ['unknown_kind', () => odd(till, 'till.painted', {})],
    ['unknown_kind', () => odd(till, 'constructor.name', {})],
    ['invalid_body', () => odd(till, 'shift.opened', {})],
    ['invalid_body', () => odd(till, 'shift.opened', { opening_float: 1, pos_version: '', more: 1 })],
    ['invalid_body', () => odd(till, 'shift.opened', { opening_float: 1e300, pos_version: '' })],
    ['invalid_body', () => odd(till, 'shift.closed', { 'a.b': 1, $where: '', '': null })],
    [
      'wrong_store',
      () => odd(till, 'shift.opened', { opening_float: 1, pos_version: '' }, { store_id: idOf('5', 2) }),
    ],
    [
      'wrong_store',
      () => odd(till, 'shift.opened', { opening_float: 1, pos_version: '' }, { store_id: null }),
    ],
    ['not_allowed', () => grantTo(till, scratch, [{ till, quantity: 1 }])],
    ['not_allowed', () => odd(till, 'record.saved', { collection: 'users', record: {} })],
    ['not_allowed', () => closeDraw(till, drawGame)],
    ['not_allowed', () => openShift(world.server)],
    ['posting_failed', () => grantTo(world.server, scratch, [{ till, quantity: 1 }])],
    [
      'posting_failed',
      () => odd(till, 'shift.opened', { opening_float: 1, pos_version: '' }, { user_id: null }),
    ],
    ['invalid_body', () => odd(world.hq, 'record.saved', { collection: 'users', record: {} })],
    ['invalid_body', () => odd(world.hq, 'record.saved', { collection: 'users', record: { _id: 'x.y' } })],
    [
      'posting_failed',
      () => odd(world.hq, 'record.saved', { collection: 'users', record: { _id: idOf('c', 1) } }),
    ],
  ];

  test.each(cases)(
    '[SYN4] (%s) leaves a quarantine document and its head, and blocks nothing',
    (reason, make) => {
      const before = world.stream.withoutRev();
      const bad = make();
      const next = openShift(till);
      expect(world.stream.take([bad, next]).outcomes).toEqual(['quarantined', 'posted']);
      const after = world.stream.withoutRev();
      const added = Object.keys(after).filter((key) => !(key in before) && !key.startsWith('heads/'));
      expect(added.map((key) => key.split('/')[0]).sort()).toEqual(['audit_logs', 'quarantine', 'shifts']);
      const kept = world.stream.get('quarantine', quarantineId(bad.device_id, bad.epoch, bad.seq, bad.hash));
      expect(kept).toMatchObject({ reason, status: 'held' });
      expect(JSON.parse(kept.entry_json)).toEqual(bad);
      expect(headOf(world.stream, till)).toMatchObject({ seq: next.seq, hash: next.hash });
    },
  );

  test('[SYN4] half-way through leaves nothing of what it had changed, and all that came before it', () => {
    const next = world.till(till.device_id, till);
    const untouched = headOf(world.stream, next);
    const opened = openShift(till);
    // Its first two heads are revoked already when the third turns out to be missing.
    const epochs = [1, 2, 3].map((epoch) => ({ epoch, seq: 0 }));
    const entry = setStatus('revoked', epochs);
    expect(world.stream.take([opened, entry]).outcomes).toEqual(['posted', 'quarantined']);
    expect(headOf(world.stream, till)).toMatchObject({ status: 'active', seq: 1, hash: opened.hash });
    expect(headOf(world.stream, next)).toEqual(untouched);
    expect(world.stream.get('pos_devices', till.device_id)).toMatchObject({
      status: 'active',
      open_shift_id: world.stream.all('shifts')[0]?._id,
    });
    const audited = world.stream.all('audit_logs').map(({ action }) => action);
    expect(audited).not.toContain('device.status_changed');
    expect(world.stream.all('quarantine')).toMatchObject([{ hash: entry.hash, reason: 'posting_failed' }]);
  });

  test('[SYN4] is looked up by nothing that a database would refuse', () => {
    for (const [, make] of cases) {
      for (const { id } of keysOf(make())) expect(id).toMatch(/^[0-9a-f]{24}$/);
    }
  });

  test('[SYN4] of whatever size and text leaves a sound document', () => {
    const odds = [{ text: '😀'.repeat(100_000) }, { numbers: Array(50_000).fill(1e20) }];
    for (const body of odds) expect(world.stream.add(odd(till, 'shift.opened', body))).toBe('quarantined');
  });

  test('[SYN4] whose documents no block has room for leaves none of them', () => {
    const shift = openShift(till);
    world.stream.add(shift);
    const wishes = Array.from({ length: 500 }, (_, n) => ({
      lottery: { ...drawGame, id: idOf('e', n) },
      batch_id: idOf('b', n),
      other: { ticket_number: '\u0001'.repeat(32), cutoff_at: '2026-01-01T00:00:00.000Z' },
    }));
    const text = (length: number) => '\u0001'.repeat(length);
    const customer = { name: text(120), phone: text(40), email: text(254) };
    const { open_shift_id } = world.stream.get('pos_devices', till.device_id);
    const entry = sell(till, open_shift_id!, wishes, { customer });
    expect(entryBytes(entry)).toBeLessThan(maxEntryBytes);
    expect(world.stream.take([entry, openShift(till)]).outcomes).toEqual(['quarantined', 'posted']);
    expect(world.stream.all('quarantine')).toMatchObject([{ reason: 'too_large', seq: entry.seq }]);
    expect([world.stream.all('tickets'), world.stream.all('exceptions')]).toMatchObject([[], [{}]]);
  });

  test('[SYN4] that comes without its body leaves its hash and its length', () => {
    const entry = { ...withoutBody(openShift(till)), body_bytes: maxEntryBytes + 1 };
    expect(world.stream.take([entry, openShift(till)]).outcomes).toEqual(['quarantined', 'posted']);
    expect(world.stream.all('quarantine')).toMatchObject([
      { reason: 'too_large', hash: entry.hash, detail: `${entry.body_bytes} bytes` },
    ]);
  });

  test('[SEC1] whose head is revoked is quarantined', () => {
    const next = world.till(till.device_id, till);
    expect(world.stream.add(openShift(till))).toBe('posted');
    const epochs = [
      { epoch: 1, seq: 1 },
      { epoch: 2, seq: 0 },
    ];
    expect(world.stream.add(setStatus('revoked', epochs))).toBe('posted');
    expect(world.stream.take([openShift(till), openShift(next)]).outcomes).toEqual(
      Array(2).fill('quarantined'),
    );
    expect(world.stream.all('quarantine')).toMatchObject(Array(2).fill({ reason: 'revoked' }));
    expect(headOf(world.stream, till)).toMatchObject({ status: 'revoked', revoked_seq: 1, seq: 2 });
    expect(world.stream.get('pos_devices', till.device_id).status).toBe('revoked');
  });

  test('[SEC1] up to the entry that a revocation names applies though it comes later', () => {
    world.stream.add(setStatus('revoked', [{ epoch: 1, seq: 1 }]));
    const outcomes = world.stream.take([openShift(till), openShift(till)]).outcomes;
    expect(outcomes).toEqual(['posted', 'quarantined']);
  });

  test('[SEC1] does not count where its till is locked for a while: a fact made before stays one', () => {
    world.stream.take([setStatus('locked'), openShift(till), setStatus('active')]);
    expect(world.stream.all('shifts').length).toBe(1);
    expect(world.stream.all('audit_logs').map(({ description }) => description)).toContain(
      'Set to locked: stolen',
    );
  });

  test('[SEC1] that would take a revocation back, or revoke past the heads, is kept aside', () => {
    const device = world.stream.get('pos_devices', till.device_id);
    const { stream: _stream, rev: _rev, ...record } = { ...device, status: 'revoked' as const };
    const save = world.hq.seal('record.saved', { collection: 'pos_devices', record });
    expect(world.stream.add(save)).toBe('quarantined');
    expect(world.stream.add(setStatus('locked', [{ epoch: 1, seq: 0 }]))).toBe('quarantined');
    world.stream.add(setStatus('revoked', [{ epoch: 1, seq: 0 }]));
    expect(world.stream.add(setStatus('active'))).toBe('quarantined');
    expect(headOf(world.stream, till).status).toBe('revoked');
  });

  test('without a head is a bug of the caller', () => {
    const stranger = new PostedStream(storeId);
    expect(() => stranger.add(openShift(till))).toThrow('no head');
  });

  test('is a bug where a till would ask before it commits', () => {
    const entry = odd(till, 'shift.opened', {});
    const workspace = new Workspace(new Map(), keySet(keysOf(entry)), { stream: storeId, rev: 0 });
    expect(() => refusalOf(entry, workspace)).toThrow('invalid_body');
  });
});

describe('an entry kept aside', () => {
  const fork = (entry: Envelope) =>
    world.server.seal('entry.quarantined', {
      device_id: entry.device_id,
      epoch: entry.epoch,
      seq: entry.seq,
      hash: entry.hash,
      reason: 'fork',
      detail: '',
      entry_json: JSON.stringify(entry),
    });

  test('[SYN3] stands there once, and once settled stays so', () => {
    const entry = openShift(till);
    world.stream.add(fork(entry));
    const id = quarantineId(entry.device_id, entry.epoch, entry.seq, entry.hash);
    const kept = world.stream.get('quarantine', id);
    world.stream.documents.set(`quarantine/${id}`, { ...kept, status: 'discarded' });
    world.stream.add(fork(entry));
    expect(world.stream.all('quarantine')).toMatchObject([{ status: 'discarded' }]);
  });

  test('[SYN3] a second branch at the same number is kept beside the first', () => {
    const twin = new World().till(idOf('d', 1));
    world.stream.take([fork(openShift(till)), fork(openShift(twin, 5))]);
    expect(world.stream.all('quarantine').length).toBe(2);
  });
});

describe('a master record', () => {
  const device: Omit<PosDevice, 'stream' | 'rev'> = {
    _id: idOf('d', 7),
    store_id: storeId,
    name: 'Till 7',
    status: 'pending',
    pos_version: null,
    last_seen: null,
    unsent: 0,
    pending_commands: [],
    activation_code_hash: null,
    activation_expires_at: null,
    epoch: 0,
    open_shift_id: null,
    created_at: '2026-11-22T09:00:00.000Z',
    updated_at: '2026-11-22T09:00:00.000Z',
  };

  test('stands in the stream that owns it, and in no other', () => {
    const save = (record: Record<string, unknown>) =>
      world.hq.seal('record.saved', { collection: 'pos_devices', record });
    expect(world.stream.add(save({ ...device }))).toBe('posted');
    expect(world.stream.add(save({ ...device, store_id: idOf('5', 2) }))).toBe('quarantined');
    const user = {
      _id: idOf('c', 9),
      name: 'N',
      email: null,
      phone: null,
      role: 'staff',
      username: 'n',
      password_hash: null,
      store_id: storeId,
      status: 'active',
      last_login: null,
      permissions: [],
      created_at: device.created_at,
      updated_at: device.created_at,
      store_ids: [],
    };
    expect(documentFault('users', { ...user, stream: 'chain', rev: 0 })).toBeNull();
    const saved = world.hq.seal('record.saved', { collection: 'users', record: user });
    expect(world.stream.add(saved)).toBe('quarantined');
  });

  test('cannot bring its own stream and position', () => {
    const record = { ...device, stream: 'chain', rev: 99 };
    world.stream.add(world.hq.seal('record.saved', { collection: 'pos_devices', record }));
    expect(world.stream.get('pos_devices', device._id)).toMatchObject({
      stream: storeId,
      rev: world.stream.position,
    });
  });
});

describe('an epoch', () => {
  test('[JRN5] begins once', () => {
    const { entry } = new World().enrolment(idOf('d', 1), null);
    const again = { ...entry, seq: 2 };
    expect(world.stream.add(again)).toBe('quarantined');
  });

  test('[JRN5] an older one goes on after a newer began, with its own till number and shares', () => {
    const next = world.till(till.device_id, till);
    world.stream.take([openShift(till), openShift(next), receiveBatch(till, scratch, 5, { shared: false })]);
    expect(headOf(world.stream, till)).toMatchObject({ seq: 2, till_number: 1 });
    expect(headOf(world.stream, next)).toMatchObject({ seq: 1, till_number: 2 });
    expect(world.stream.get('pos_devices', till.device_id).epoch).toBe(2);
    expect(world.stream.all('inventory')).toMatchObject([
      { allotments: [{ device_id: till.device_id, epoch: 1, granted: 5 }] },
    ]);
  });
});

describe('the workspace', () => {
  const target = { stream: storeId, rev: 1 };

  test('refuses what was not declared, also where another entry of the block brought it', () => {
    const id = idOf('7', 1);
    const documents = new Workspace(new Map(), new Set([`shifts/${id}`, 'tickets/x']), target);
    expect(documents.get('shifts', id)).toBeNull();
    expect(() => documents.get('shifts', 'y')).toThrow('without declaring');
    documents.begin(new Set(['tickets/x']));
    expect(() => documents.get('shifts', id)).toThrow('without declaring');
    documents.end();
    expect(documents.get('shifts', id)).toBeNull();
  });

  test('[SYN4] goes back to where the entry began, whatever it made, changed or changed again', () => {
    const levels = [1, 2, 3].map((n) => idOf('7', n));
    const level = (_id: string, on_hand: number) => ({
      _id,
      store_id: storeId,
      lottery_id: scratch.id,
      on_hand,
      reorder_threshold: 0,
      restock_flag: false,
    });
    const keys = new Set(levels.map((id) => `stock_levels/${id}`));
    const [loaded = '', changedBefore = ''] = levels;
    const ofDatabase = { ...level(loaded, 1), ...target };
    const documents = new Workspace(new Map([[`stock_levels/${loaded}`, ofDatabase]]), keys, target);
    documents.put('stock_levels', level(changedBefore, 1));
    for (const first of levels) {
      documents.begin(keys);
      for (const id of [first, ...levels]) documents.put('stock_levels', level(id, 2));
      documents.rollback();
      documents.end();
      expect(levels.map((id) => documents.get('stock_levels', id)?.on_hand)).toEqual([1, 1, undefined]);
      expect(documents.changes().map(({ value }) => value._id)).toEqual([changedBefore]);
    }
  });

  test('posting reads only what keysOf names', () => {
    const entry = openShift(till);
    const documents = new Workspace(new Map(world.stream.documents), new Set(), target);
    expect(() => post(entry, { stream: storeId, received_at: null, address: null }, documents)).toThrow(
      'without declaring',
    );
  });
});
