import { expect, test } from 'vitest';
import type { Platform } from '../../renderer/till/platform.ts';
import { listenForMore } from '../../renderer/till/sync/events.ts';
import type { ServerCalls } from '../../renderer/till/sync/server-calls.ts';

async function heard(chunks: readonly string[]): Promise<number> {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  let times = 0;
  const round = await listenForMore(
    { timers: { after: () => () => undefined } } as unknown as Platform,
    { stream: async () => stream } as unknown as ServerCalls,
    'token',
    new AbortController(),
    { onOpen: () => undefined, onMore: () => times++ },
  );
  expect(round).toBe('idle');
  return times;
}

test('each chunk with an event of the server is one word that there is more, wherever the chunks are cut', async () => {
  expect(
    await heard(['event: more\ndata: store\n\n', ': still here\n\n', 'event: more\ndata: chain\n\n']),
  ).toBe(2);
  expect(await heard(['eve', 'nt: mo', 're', '\ndata: store\n', '\n'])).toBe(1);
  expect(await heard(['event: other\ndata: event: more\n\n', 'event: more'])).toBe(0);
});
