import { useLayoutEffect } from 'react';
import { useRegister } from '../till-context.ts';

/** Keys wait while something is not on the screen yet that has been asked for. `passes`: the key that leads away from it. */
export function useHold(isAwaited: boolean, passes: string | null = null): void {
  const { queue } = useRegister();
  useLayoutEffect(() => (isAwaited ? queue.hold({ passes }) : undefined), [queue, isAwaited, passes]);
}
