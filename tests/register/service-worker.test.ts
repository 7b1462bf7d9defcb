import { expect, test } from 'vitest';
import { stepsMs, type UpdatedPage, update } from '../../renderer/register/service-worker.ts';

type State = ServiceWorker['state'];

/** A page with a worker that waits; `whenAsked`: what becomes of the worker, null where nothing ever does. */
function pageWith(whenAsked: State | null, looks: 'answered' | 'never' = 'answered') {
  const session = new Map<string, string>();
  const told: string[] = [];
  let tell = () => {};
  const worker = {
    state: 'installed' as State,
    addEventListener: (_type: string, listener: () => void) => {
      tell = listener;
    },
    postMessage() {
      told.push('asked');
      if (whenAsked === null) return;
      for (const state of ['activating', whenAsked] as const) {
        worker.state = state;
        tell();
      }
    },
  };
  const waits: number[] = [];
  const registration = { waiting: worker } as unknown as ServiceWorkerRegistration;
  const page: UpdatedPage = {
    serviceWorker: {
      controller: {} as ServiceWorker,
      getRegistration: () => (looks === 'never' ? new Promise(() => {}) : Promise.resolve(registration)),
    } as UpdatedPage['serviceWorker'],
    session: {
      getItem: (key) => session.get(key) ?? null,
      setItem: (key, value) => void session.set(key, value),
      removeItem: (key) => void session.delete(key),
    },
    reload: () => void told.push('reloaded'),
    stop: () => void told.push('stopped'),
    // No time passes here but what is waited for; what is answered at all is answered before.
    after: (ms, callback) => {
      waits.push(ms);
      setImmediate(callback);
    },
  };
  return { page, told, waits };
}

test('an update loads the page again once, and only when its worker is active', async () => {
  const { page, told } = pageWith('activated');
  await update(page);
  expect(told).toEqual(['asked', 'reloaded', 'stopped']);
  await update(page);
  expect(told, 'the start after it takes nothing over').toHaveLength(3);
});

test('a load that never comes is given up, and the till starts', async () => {
  const { page, told, waits } = pageWith('activated');
  await update(page);
  expect(told.at(-1)).toBe('stopped');
  expect(waits).toContain(stepsMs.reload);
});

for (const state of ['redundant', null] as const) {
  test(`a worker that ${state ? 'fails' : 'never takes over'} reloads nothing, and the till starts`, async () => {
    const { page, told } = pageWith(state);
    await update(page);
    expect(told).toEqual(['asked']);
  });
}

test('a browser that does not answer about its workers keeps no till from starting', async () => {
  const { page, told } = pageWith('activated', 'never');
  await update(page);
  expect(told).toEqual([]);
});
