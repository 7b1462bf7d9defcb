import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Envelope } from '../../shared/journal/entry.ts';
import { type DeviceKey, newDeviceKey, signerOf } from '../../shared/journal/signature.ts';
import type { Enrolment } from '../../shared/protocol/till.ts';
import type { User } from '../../shared/schema/users.ts';
import { buildApp } from '../../sync-server/app.ts';
import { hashPassword } from '../../sync-server/auth/passwords.ts';
import { demoTerminals } from '../../sync-server/demo/at-stores.ts';
import { demoPassword, demoUserId } from '../../sync-server/demo/chain.ts';
import { seedDemo } from '../../sync-server/demo/seed.ts';
import { createMetrics } from '../../sync-server/metrics.ts';
import { openStore } from '../../sync-server/store/open.ts';
import { createStreams } from '../../sync-server/streams/create-streams.ts';
import { sealAfter } from '../kit/entries/seal-after.ts';
import { enrolBody, epochBody, nonce, type Post, readmitBody } from './proofs.ts';

const log = pino({ level: 'silent' });
export const secret = 'a secret of the tests, long enough';

/** A server over an embedded database of its own, with the demonstration chain unless told otherwise. */
export async function startServer(
  options: { readonly demo?: boolean; readonly builtDir?: string; readonly mongodbUri?: string } = {},
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tillside-routes-'));
  const store = await openStore({ dataDir, mongodbUri: options.mongodbUri });
  const clock = { ms: Date.parse('2026-11-22T15:00:00.000Z') };
  const streams = createStreams({
    store,
    now: () => new Date(clock.ms).toISOString(),
    random: () => randomBytes(16).toString('hex'),
    log,
  });
  if (options.demo ?? true) await seedDemo({ streams, hashPassword });
  const state = { stopping: false };
  const parts = {
    store,
    streams,
    secret,
    log,
    randomBytes,
    nowMs: () => clock.ms,
    randomInt: (below: number) => randomInt(below),
    metrics: createMetrics(streams, { process: false }),
    isStopping: () => state.stopping,
    builtDir: options.builtDir ?? join(dataDir, 'nothing built'),
  };
  const app = await buildApp(parts);
  onTestFinished(async () => {
    await app.close();
    await streams.stop();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { app, parts, store, streams, clock, state };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A terminal's journal, as its register would keep it. */
export interface Till {
  readonly papers: Enrolment;
  readonly key: DeviceKey;
  readonly headers: { readonly authorization: string };
  /** The next entry, sealed and signed. */
  next(kind: string, body: Record<string, unknown>, changes?: Partial<Envelope>): Promise<Envelope>;
}

export async function enrolTill(server: Server, code = demoTerminals[0]?.activation_code): Promise<Till> {
  const key = await newDeviceKey();
  const answer = await askToEnrol(server, code, key);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return tillOf(answer.json<Enrolment>(), key, server.clock);
}

export const poster =
  ({ app }: Pick<Server, 'app'>): Post =>
  async (url, payload) =>
    (await app.inject({ method: 'POST', url, payload })).json();

export async function askToEnrol(server: Server, code: string | undefined, key: DeviceKey) {
  const payload = await enrolBody(poster(server), code ?? '', key);
  return server.app.inject({ method: 'POST', url: '/api/enrol', payload });
}

/** A new life of the till's journal, under this key. */
export async function askForEpoch(server: Server, from: Till, key: DeviceKey) {
  const payload = await epochBody(poster(server), from, key);
  return server.app.inject({ method: 'POST', url: '/api/epochs', headers: from.headers, payload });
}

export async function askToReadmit(server: Server, certificate: string, key: DeviceKey) {
  const payload = await readmitBody(poster(server), certificate, key);
  return server.app.inject({ method: 'POST', url: '/api/readmit', payload });
}

export const askForHead = ({ app }: Server, till: Pick<Till, 'headers'>) =>
  app.inject({ url: `/api/head?nonce=${nonce()}`, headers: till.headers });

export async function tillOf(
  papers: Enrolment,
  key: DeviceKey,
  clock: { readonly ms: number },
): Promise<Till> {
  const sign = await signerOf(key.privateKey);
  let last: Envelope | null = null;
  return {
    papers,
    key,
    headers: bearer(papers.token),
    async next(kind, body, changes = {}) {
      const sealed = sealAfter(last, {
        device_id: papers.device_id,
        epoch: papers.epoch,
        kind,
        body,
        store_id: papers.store_id,
        user_id: null,
        at: new Date(clock.ms).toISOString(),
        uptime_ms: 1000,
        ...changes,
      });
      last = sealed;
      return { ...sealed, signature: await sign(sealed.hash) };
    },
  };
}

export const upload = ({ app }: Server, till: Till, entries: readonly Envelope[]) =>
  app.inject({
    method: 'POST',
    url: '/api/entries',
    headers: till.headers,
    payload: { entries, unsent: 0, pos_version: '0.1.0', nonce: nonce() },
  });

export const signIn = ({ app }: Server, username: string, password = demoPassword, headers = {}) =>
  app.inject({ method: 'POST', url: '/api/sign-in', headers, payload: { username, password } });

export async function userHeaders(server: Server, username: string) {
  const answer = await signIn(server, username);
  return bearer(answer.json<{ token: string }>().token);
}

export const openShift = (till: Till, userId: string) =>
  till.next('shift.opened', { opening_float: 10_000, pos_version: '0.1.0' }, { user_id: userId });

export async function loadUser({ store }: Server, username: string): Promise<User> {
  const id = demoUserId(username);
  return (await store.load([{ collection: 'users', id }])).get(`users/${id}`) as User;
}

export async function changeUser(server: Server, username: string, changes: Partial<User>): Promise<void> {
  const { stream: _stream, rev: _rev, ...user } = { ...(await loadUser(server, username)), ...changes };
  await server.streams.decide('chain', 'hq', async () => ({
    ok: true,
    value: {
      value: null,
      drafts: [{ kind: 'record.saved', body: { collection: 'users', record: user }, user_id: null }],
    },
  }));
}
