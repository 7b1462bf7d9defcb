import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { enrolTill, openShift, signIn, startServer, upload } from '../server/routes-harness.ts';
import { openLossyProxy } from './lossy-proxy.ts';
import type { provideMongoDatabase } from './mongo-database.ts';

type Database = Awaited<ReturnType<typeof provideMongoDatabase>>;

/** A till gives a call twenty seconds, a person less. */
const patienceMs = 12_000;

export function declareMongoOutageTests(provide: () => Promise<Database>): void {
  let database: Database;
  beforeEach(async () => {
    database = await provide();
  });
  afterEach(() => database.drop());

  test('[SEC6] [SYN1] with the database frozen every request is told within seconds to try again, and what is tried again is taken in once', {
    timeout: 120_000,
  }, async () => {
    const proxy = await openLossyProxy(database.uri);
    onTestFinished(proxy.close);
    const server = await startServer({ mongodbUri: proxy.uri });
    const till = await enrolTill(server);
    const first = await openShift(till, demoUserId('cashier'));
    expect((await upload(server, till, [first])).statusCode).toBe(200);
    const second = await till.next('user.signed_in', {
      user_id: demoUserId('cashier'),
      method: 'online',
      pos_version: '1',
    });
    const requests = {
      'a sign-in': () => signIn(server, 'cashier'),
      'an upload': () => upload(server, till, [second]),
      'a head': () => server.app.inject({ url: '/api/head', headers: till.headers }),
      readiness: () => server.app.inject({ url: '/api/ready' }),
    };
    proxy.freeze();
    for (let time = 0; time < 2; time++) {
      const startedMs = performance.now();
      const answers = await Promise.all(
        Object.entries(requests).map(async ([name, make]) => {
          const answer = await make();
          return [name, answer.statusCode, answer.json().code, Number(answer.headers['retry-after']) <= 5];
        }),
      );
      expect(answers).toEqual(Object.keys(requests).map((name) => [name, 503, 'storage.unavailable', true]));
      expect(performance.now() - startedMs).toBeLessThan(patienceMs);
    }
    proxy.thaw();
    await expect.poll(async () => (await requests['an upload']()).statusCode, { timeout: 30_000 }).toBe(200);
    expect((await requests['a sign-in']()).statusCode).toBe(200);
    expect(await server.store.findEntries(till.papers.device_id, 1, 1, 9)).toHaveLength(2);
  });
}
