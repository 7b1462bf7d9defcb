import { expect, test } from 'vitest';
import { askServer } from '../../renderer/console/server/ask-server.ts';

const answers = (status: number) => async () => new Response('{}', { status });

test.each([
  ['ready', answers(200)],
  ['not_ready', answers(503)],
  // A proxy that stands in front of a server that is not there.
  ['away', answers(502)],
  ['away', async () => Promise.reject(new TypeError('Failed to fetch'))],
] as const)('the server is %s', async (state, ask) => {
  expect(await askServer(ask)).toBe(state);
});
