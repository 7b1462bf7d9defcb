import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newDeviceKey } from '../../shared/journal/signature.ts';
import type { Enrolment, HeadAnswer } from '../../shared/protocol/till.ts';
import { demoUserId } from '../../sync-server/demo/chain.ts';
import { enrolBody, nonce, type Post } from './proofs.ts';
import { openShift, tillOf } from './routes-harness.ts';

const main = join(import.meta.dirname, '../../sync-server/main.ts');

/** The server as a process of its own, at any free port. */
function startProcess(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { text: '' };
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (data) => (output.text += data));
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return {
    output,
    exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async address(): Promise<string> {
      await Promise.race([
        expect.poll(() => output.text, { timeout: 30_000 }).toContain('Ctrl-C'),
        exited.then(() => Promise.reject(new Error(output.text))),
      ]);
      return /http:\/\/localhost:\d+/.exec(output.text)?.[0] ?? '';
    },
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-main-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const post = (url: string, body: object, headers: object = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('[SYN1] what was acknowledged survives SIGKILL; tokens and papers hold after the restart', {
  timeout: 90_000,
}, async () => {
  const DATA_DIR = await newFolder();
  const first = startProcess({ DATA_DIR });
  const key = await newDeviceKey();
  const enrolAt = async (address: string) => {
    const to: Post = async (path, body) => (await post(`${address}${path}`, body)).json();
    return (await to('/api/enrol', await enrolBody(to, 'DEMO-TILL-0001', key))) as Enrolment;
  };
  const papers = await enrolAt(await first.address());
  const till = await tillOf(papers, key, { ms: Date.now() });
  const shift = await openShift(till, demoUserId('cashier'));
  const uploaded = await post(
    `${await first.address()}/api/entries`,
    { entries: [shift], unsent: 0, pos_version: '', nonce: nonce() },
    till.headers,
  );
  expect(uploaded.status).toBe(200);
  first.kill('SIGKILL');
  await first.exited;

  const second = startProcess({ DATA_DIR });
  const head = await fetch(`${await second.address()}/api/head?nonce=${nonce()}`, {
    headers: { ...till.headers },
  });
  expect((await head.json()) as HeadAnswer).toMatchObject({ seq: 1, hash: shift.hash });
  expect(await enrolAt(await second.address())).toMatchObject({
    token: papers.token,
    certificate: papers.certificate,
  });
  expect(second.output.text).not.toContain('DEMO-TILL-0001');
  expect(second.output.text).toContain('DEMO-TILL-0002');
  if (process.platform !== 'win32') {
    expect((await stat(join(DATA_DIR, 'server-secret'))).mode & 0o777).toBe(0o600);
  }
});

test('SIGTERM ends it cleanly, though a terminal listens', { timeout: 60_000 }, async () => {
  const server = startProcess({ DATA_DIR: await newFolder() });
  const address = await server.address();
  const key = await newDeviceKey();
  const to: Post = async (path, body) => (await post(`${address}${path}`, body)).json();
  const { token } = (await to('/api/enrol', await enrolBody(to, 'DEMO-TILL-0002', key))) as Enrolment;
  const events = await fetch(`${address}/api/events`, { headers: { authorization: `Bearer ${token}` } });
  const read = events.text();
  const startedAt = Date.now();
  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(await read).toContain('event: more');
});

test('a second server on the same data folder is refused with a sentence', { timeout: 60_000 }, async () => {
  const DATA_DIR = await newFolder();
  const first = startProcess({ DATA_DIR });
  const address = await first.address();
  const second = startProcess({ DATA_DIR });
  expect(await second.exited).toEqual({ code: 2, signal: null });
  expect(second.output.text).toContain(`Another server is running on ${DATA_DIR}.`);
  expect((await fetch(`${address}/api/ready`)).status).toBe(200);
});

test('a busy port, a wrong value and a folder that is none are refused with a sentence', {
  timeout: 60_000,
}, async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  onTestFinished(() => void blocker.close());
  const bound = blocker.address();
  const PORT = String(typeof bound === 'object' ? bound?.port : 0);

  const cases: [Record<string, string>, string][] = [
    [
      { PORT, DATA_DIR: await newFolder() },
      `PORT must be a free port; something on this machine listens at ${PORT}`,
    ],
    [{ PORT: 'abc' }, 'PORT must be a whole number'],
    [{ DATA_DIR: join(main, 'x') }, 'DATA_DIR must be a folder that this user may write to'],
  ];
  for (const [environment, sentence] of cases) {
    const server = startProcess({ DEMO: '0', ...environment });
    expect(await server.exited).toEqual({ code: 2, signal: null });
    expect(server.output.text).toContain(sentence);
    expect(server.output.text).not.toMatch(/\bat .*\.ts:\d+/);
  }
});
