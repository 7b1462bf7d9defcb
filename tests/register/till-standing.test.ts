import { expect, test } from 'vitest';
import { tillStanding } from '../../renderer/register/desktop/use-host-items.ts';
import { mayInstallUpdate } from '../../shared/domain/update-time.ts';
import { createFakeTill } from './preview/fake-till.ts';

const till = (shiftOpen: boolean) =>
  createFakeTill({
    phase: { phase: 'ready' },
    offline: false,
    signedIn: true,
    shiftOpen,
    warnings: false,
    games: 5,
    now: null,
    saleMs: 0,
    refuseSale: false,
  });

test('an update waits for the end of the shift, which training hides', async () => {
  expect(mayInstallUpdate(tillStanding(till(false).state()))).toBe(true);
  const inShift = till(true);
  expect(mayInstallUpdate(tillStanding(inShift.state()))).toBe(false);
  await inShift.enterTraining();
  expect(inShift.state().view?.shift).toBeNull();
  expect(mayInstallUpdate(tillStanding(inShift.state()))).toBe(false);
});
