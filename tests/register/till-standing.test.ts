import { expect, test } from 'vitest';
import { tillStanding } from '../../renderer/register/desktop/use-host-items.ts';
import { mayInstallUpdate } from '../../shared/domain/update-time.ts';
import { startSceneTill } from './preview/scene-till.ts';
import { readyScene } from './ready-scene.ts';

const till = (shiftOpen: boolean) =>
  startSceneTill({
    ...readyScene,
    shiftOpen,
    now: null,
  });

test('an update waits for the end of the shift, which training hides', async () => {
  expect(mayInstallUpdate(tillStanding((await till(false)).state()))).toBe(true);
  const inShift = await till(true);
  expect(mayInstallUpdate(tillStanding(inShift.state()))).toBe(false);
  await inShift.enterTraining();
  expect(inShift.state().view?.shift).toBeNull();
  expect(mayInstallUpdate(tillStanding(inShift.state()))).toBe(false);
});
