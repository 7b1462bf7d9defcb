import { expect, test } from 'vitest';
import { maxEntriesPerUpload } from '../../shared/protocol/till.ts';
import type { AuditLog } from '../../shared/schema/audit-logs.ts';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { UploadAllowance } from '../../sync-server/routes/upload-allowance.ts';
import { nonce } from './proofs.ts';
import { askForHead, enrolTill, openShift, startServer, upload } from './routes-harness.ts';

const cashier = demoUserId('cashier');

test('[SYN1] an upload is answered with the head that its last entry made, and the store has the entry', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const entry = await openShift(till, cashier);

  const answer = await upload(server, till, [entry]);

  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ epoch: 1, seq: 1, hash: entry.hash, status: 'active' });
  const stored = await server.store.findEntries(till.papers.device_id, 1, 1, 1);
  expect(stored.map((s) => [s.outcome, s.entry.hash])).toEqual([['posted', entry.hash]]);
  const head = await askForHead(server, till);
  expect(head.json()).toMatchObject({ seq: 1, hash: entry.hash });
});

test('[SYN2] the same upload again answers the same head and adds nothing', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const entry = await openShift(till, cashier);
  await upload(server, till, [entry]);

  const again = await upload(server, till, [entry]);

  expect(again.json()).toMatchObject({ seq: 1, hash: entry.hash });
  expect(await server.store.findEntries(till.papers.device_id, 1, 1, 9)).toHaveLength(1);
});

test('[JRN3] a gap, a broken chain and a wrong signature are refused by code', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const first = await openShift(till, cashier);
  const second = await till.next('user.signed_in', { user_id: cashier, method: 'online', pos_version: '' });

  const gap = await upload(server, till, [second]);
  expect([gap.statusCode, gap.json().code]).toEqual([409, 'upload.gap']);
  const broken = await upload(server, till, [{ ...first, at: '2026-11-22T16:00:00.000Z' }]);
  expect([broken.statusCode, broken.json().code]).toEqual([422, 'upload.broken_chain']);
  const forged = await upload(server, till, [{ ...first, signature: second.signature }]);
  expect([forged.statusCode, forged.json().code]).toEqual([422, 'upload.bad_signature']);
  expect(await server.store.findEntries(till.papers.device_id, 1, 1, 9)).toEqual([]);
});

test('[SEC1] a terminal appends to its own store only: an entry of another store is kept aside', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const entry = await till.next(
    'shift.opened',
    { opening_float: 0, pos_version: '' },
    { store_id: 'a'.repeat(24), user_id: cashier },
  );

  expect((await upload(server, till, [entry])).statusCode).toBe(200);

  const [stored] = await server.store.findEntries(till.papers.device_id, 1, 1, 1);
  expect(stored).toMatchObject({ stream: till.papers.store_id, outcome: 'quarantined' });
});

test('[SEC5] [SYN9] an audit line names the address that its request came from; the block keeps it', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const entry = await openShift(till, cashier);
  await upload(server, till, [entry]);

  const [stored] = await server.store.findEntries(till.papers.device_id, 1, 1, 1);
  expect(stored).toMatchObject({ address: '127.0.0.1' });
  const logs = (await server.store.list('audit_logs', {
    filter: { store_id: { eq: till.papers.store_id } },
    sort: { field: 'timestamp', direction: 'asc' },
    limit: 50,
  })) as AuditLog[];
  expect(logs.find(({ action }) => action === 'shift.opened')).toMatchObject({
    ip_address: '127.0.0.1',
    device_info: expect.stringMatching(/^Till \d+, /),
    device_id: till.papers.device_id,
  });
  const byServer = logs.filter(({ device_id }) => device_id.startsWith('server@'));
  expect(byServer.map(({ ip_address, device_info }) => [ip_address, device_info])).toContainEqual([
    null,
    'Server',
  ]);
});

test('an upload sets the terminal’s signs of life', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  server.clock.ms += 1;
  await server.app.inject({
    method: 'POST',
    url: '/api/entries',
    headers: till.headers,
    payload: { entries: [await openShift(till, cashier)], unsent: 7, pos_version: '9.9', nonce: nonce() },
  });
  const key = { collection: 'pos_devices', id: till.papers.device_id } as const;
  const device = (await server.store.load([key])).get(`pos_devices/${key.id}`);
  expect(device).toMatchObject({ unsent: 7, pos_version: '9.9', last_seen: '2026-11-22T15:00:00.001Z' });
});

test('an upload above the protocol’s bounds is told to send less', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const huge = await till.next('shift.opened', { opening_float: 0, pos_version: 'x'.repeat(600_000) });
  const tooBig = await upload(server, till, [huge]);
  expect([tooBig.statusCode, tooBig.json().code]).toEqual([413, 'request.too_large']);
  const tooMany = await upload(
    server,
    till,
    Array.from({ length: maxEntriesPerUpload + 1 }, () => ({ ...huge, body: {} })),
  );
  expect([tooMany.statusCode, tooMany.json().code]).toEqual([400, 'request.invalid']);
});

test('[SYN6] the feed brings quarantine documents without the entry', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const junk = await till.next('coffee.brewed', { cups: 'x'.repeat(10_000) });
  await upload(server, till, [junk]);
  for (const url of ['/api/changes?stream=store&after=0&nonce=', '/api/snapshot?stream=store']) {
    const { documents } = (await server.app.inject({ url, headers: till.headers })).json();
    const kept = documents.filter(({ collection }: { collection: string }) => collection === 'quarantine');
    expect(kept).toMatchObject([{ value: { hash: junk.hash, entry_json: '' } }]);
  }
});

test('[SEC6] a terminal that sends more than any till can sell is told when to go on, before its upload is read', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const answers = [];
  for (let n = 0; n < 300; n++) {
    const headers = { ...till.headers, 'content-type': 'application/json', 'content-length': '500000' };
    answers.push(await server.app.inject({ method: 'POST', url: '/api/entries', headers, payload: 'no' }));
  }
  const last = answers.at(-1)!;
  expect([last.statusCode, last.json().code]).toEqual([429, 'upload.too_much']);
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  server.clock.ms += 600_000;
  const entry = await openShift(till, cashier);
  expect((await upload(server, till, [entry])).statusCode).toBe(200);
});

test('[SYN7] the journal of 35 busy days goes up at once; only what no till sells has to wait', () => {
  const clock = { ms: 0 };
  const allowance = new UploadAllowance(() => clock.ms);
  const sales = 35 * 2_000;
  for (let n = 0; n < sales / maxEntriesPerUpload; n++)
    expect(allowance.take('till', maxEntriesPerUpload * 1_500)).toEqual({ ok: true });
  // And on, a sale a second, each in an upload of its own.
  for (let n = 0; n < 10_000; n++) {
    clock.ms += 1_000;
    expect(allowance.take('till', 1_500)).toEqual({ ok: true });
  }
  for (let n = 0; n < 1_000 && allowance.take('rogue', 500_000).ok; n++)
    allowance.keptWithoutBody('rogue', 400);
  const refused = allowance.take('rogue', 500_000);
  expect(refused).toMatchObject({ ok: false });
  expect(allowance.take('other', 500_000)).toEqual({ ok: true });
  clock.ms += refused.ok ? 0 : refused.seconds * 1_000;
  expect(allowance.take('rogue', 500_000)).toEqual({ ok: true });
});
