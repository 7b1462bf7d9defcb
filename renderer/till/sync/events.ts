import { eventMore } from '../../../shared/protocol/till.ts';
import type { Platform } from '../platform.ts';
import type { ServerCalls } from './server-calls.ts';
import type { Round } from './sync-loop.ts';

/** The server sends a heartbeat every 15 s: a connection that is silent for longer is dead. */
const silenceMs = 45_000;

/**
 * Listens for the server's "there is more" until the connection ends or `abort` is called; nothing else is entrusted
 * to it. `idle`: it was open for a while; `retry`: it never was.
 */
export async function listenForMore(
  { timers }: Platform,
  server: ServerCalls,
  token: string,
  abort: AbortController,
  listener: { onOpen(): void; onMore(): void },
): Promise<Round> {
  const stream = await server.stream('/api/events', token, abort.signal);
  if (!stream) return 'retry';
  listener.onOpen();
  /** The beginning of a line whose end has not come yet. */
  let begun = '';
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  // Not every transport ends its body when the request is aborted.
  const cancel = () => void reader.cancel().catch(() => undefined);
  abort.signal.addEventListener('abort', cancel);
  try {
    for (;;) {
      const stopWatch = timers.after(silenceMs, () => abort.abort());
      const { done, value } = await reader.read().finally(stopWatch);
      if (done) return 'idle';
      const lines = (begun + decoder.decode(value, { stream: true })).split('\n');
      begun = lines.pop() ?? '';
      if (lines.includes(`event: ${eventMore}`)) listener.onMore();
    }
  } catch {
    return 'idle';
  } finally {
    abort.signal.removeEventListener('abort', cancel);
    reader.releaseLock();
  }
}
