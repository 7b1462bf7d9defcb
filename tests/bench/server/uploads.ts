import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { maxEntriesPerUpload } from '../../../shared/protocol/till.ts';
import type { BenchTill } from './bench-till.ts';

const retryMs = 100;

/** What a terminal will send, one upload after the other: sealed, signed and written out before any clock starts. */
export interface Uploads {
  readonly token: string;
  readonly bodies: readonly Buffer[];
}

export function prepareUploads(till: BenchTill, entries: number): Uploads {
  const bodies: Buffer[] = [];
  for (let left = entries; left > 0; left -= maxEntriesPerUpload) {
    const batch = till.sell(Math.min(maxEntriesPerUpload, left));
    bodies.push(
      Buffer.from(JSON.stringify({ entries: batch, unsent: 0, pos_version: '0.1.0', nonce: 'n'.repeat(22) })),
    );
  }
  return { token: till.token, bodies };
}

/** Every terminal sends over one connection, the next upload when the one before it was answered. Resolves with the seconds. */
export async function sendUploads(port: number, uploads: readonly Uploads[]): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const startedMs = performance.now();
  await Promise.all(
    uploads.map(async ({ token, bodies }) => {
      for (const body of bodies) await post(agent, port, token, body);
    }),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  agent.destroy();
  return seconds;
}

/** As a terminal does: an upload that meets a busy server is sent again. */
export async function post(agent: Agent, port: number, token: string, body: Buffer): Promise<void> {
  for (;;) {
    const { status, text } = await postOnce(agent, port, token, body);
    if (status === 200) return;
    if (status !== 503) throw new Error(text);
    await pause(retryMs);
  }
}

function postOnce(
  agent: Agent,
  port: number,
  token: string,
  body: Buffer,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': body.length,
  };
  const options = { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/entries', headers };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('error', reject).on('end', () => resolve({ status: answer.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
