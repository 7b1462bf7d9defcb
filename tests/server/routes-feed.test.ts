import { createParser } from 'eventsource-parser';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ChangesAnswer, SnapshotAnswer } from '../../shared/protocol/till.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoStoreId, demoUserId } from '../../sync-server/demo/chain.ts';
import { OpenStreams } from '../../sync-server/routes/open-streams.ts';
import { enrolTill, openShift, type Server, startServer, type Till, upload } from './routes-harness.ts';

const get = ({ app }: Server, till: Till, url: string) => app.inject({ url, headers: till.headers });

test('[SYN5] changes answer what was uploaded since a cursor, and then nothing', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const all = (await get(server, till, '/api/changes?stream=store&after=0&nonce=')).json<ChangesAnswer>();
  expect(Value.Check(ChangesAnswer, all)).toBe(true);
  expect(all.more).toBe(false);
  await upload(server, till, [await openShift(till, demoUserId('cashier'))]);

  const since = `/api/changes?stream=store&after=${all.cursor.position}&nonce=${all.cursor.nonce}`;
  const changes = (await get(server, till, since)).json<ChangesAnswer>();

  expect(changes.documents.map((d) => d.collection).sort()).toEqual(['heads', 'pos_devices', 'shifts']);
  expect(changes.cursor.position).toBe(all.cursor.position + 1);
  const { position, nonce } = changes.cursor;
  const after = (
    await get(server, till, `/api/changes?stream=store&after=${position}&nonce=${nonce}`)
  ).json();
  expect(after).toMatchObject({ documents: [], removed: [], cursor: changes.cursor, more: false });
  const range = await get(server, till, `/api/changes?stream=store&from=${position}&to=${position}`);
  expect(range.json().documents).toEqual(changes.documents);
});

test('[SYN12] a cursor that the server does not know is told to take a snapshot', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  for (const cursor of ['after=1&nonce=of-another-database', 'after=999&nonce=x', 'from=5&to=999']) {
    const answer = await get(server, till, `/api/changes?stream=store&${cursor}`);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'snapshot_needed']);
  }
});

test('[SYN6] a terminal sees its own store and what is the chain’s, nothing of another store', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  for (const stream of ['store', 'chain']) {
    const pages: SnapshotAnswer['documents'] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page = (
        await get(server, till, `/api/snapshot?stream=${stream}&limit=3${after}`)
      ).json<SnapshotAnswer>();
      expect(Value.Check(SnapshotAnswer, page)).toBe(true);
      expect(page.documents.length).toBeLessThanOrEqual(3);
      pages.push(...page.documents);
      next = page.next;
    }
    const text = JSON.stringify(pages);
    const whole = (await get(server, till, `/api/snapshot?stream=${stream}`)).json<SnapshotAnswer>();
    expect(whole.documents).toEqual(pages);
    expect(text).not.toContain(demoUserId('manager.chicago'));
    if (stream === 'store') expect(text).not.toContain(demoStoreId('CH2'));
    else expect(pages.filter((d) => d.collection === 'stores')).toHaveLength(1);
  }
});

test('server-sent events say that there is more in a stream, and end when the server stops', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const other = await enrolTill(server, demoTerminals[1]?.activation_code);
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(`${address}/api/events`, { headers: { ...till.headers } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');

  const events: string[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push(`${event} ${data}`) });
  const ended = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) parser.feed(chunk);
  })();
  await expect.poll(() => events).toEqual(['more store', 'more chain']);
  const metrics = await server.app.inject({ url: '/metrics' });
  expect(metrics.body).toContain('tillside_terminals 1');
  await upload(server, other, [await openShift(other, demoUserId('cashier'))]);
  await expect.poll(() => events).toEqual(['more store', 'more chain', 'more store']);

  await server.app.close();
  await ended;
});

test('[SEC6] a terminal listens at most twice at once: what it opens then ends its oldest', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const listening = async () =>
    /tillside_terminals (\d+)/.exec((await server.app.inject({ url: '/metrics' })).body)?.[1];
  const responses = [];
  for (let n = 0; n < 20; n++)
    responses.push(await fetch(`${address}/api/events`, { headers: { ...till.headers } }));
  await expect.poll(listening).toBe('2');
  await expect(responses[0]!.text()).rejects.toThrow();
  const newest = responses.at(-1)!.body!.getReader();
  expect(new TextDecoder().decode((await newest.read()).value)).toContain('more');
  await newest.cancel();
  await expect.poll(listening).toBe('1');
});

test('[SEC6] a node that holds all the event streams it can opens no more, but for terminals that give one up', () => {
  const ended: string[] = [];
  const connection = (name: string) => ({ name, destroy: () => ended.push(name) });
  const open = new OpenStreams<ReturnType<typeof connection>>(2);
  const add = (name: string, device_id: string) =>
    open.add({ connection: connection(name), device_id, stream: 'store' });
  add('a1', 'a');
  expect(open.hasRoomFor('b')).toBe(true);
  add('b1', 'b');
  expect([open.hasRoomFor('c'), open.hasRoomFor('a')]).toEqual([false, true]);
  add('a2', 'a');
  expect([ended, open.connections().map(({ name }) => name)]).toEqual([['a1'], ['b1', 'a2']]);
});

test('[SEC6] a HEAD of the events does not wait for their end', async () => {
  const server = await startServer();
  const till = await enrolTill(server);
  const answer = await server.app.inject({ method: 'HEAD', url: '/api/events', headers: till.headers });
  expect(answer.statusCode).toBe(404);
});
