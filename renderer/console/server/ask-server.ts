/** What the server says of itself. `away`: nothing, or something else answers in its place. */
export type ServerState = 'ready' | 'not_ready' | 'away';

const answerWithinMs = 5_000;

/** Asks the server whether it can work; `ask` is the browser's `fetch`. */
export async function askServer(ask: typeof fetch): Promise<ServerState> {
  try {
    const { ok, status } = await ask('/api/ready', {
      cache: 'no-store',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    if (ok) return 'ready';
    return status === 503 ? 'not_ready' : 'away';
  } catch {
    return 'away';
  }
}
