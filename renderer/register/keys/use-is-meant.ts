import { useRef } from 'react';

/** An Enter that follows within this time bounced, or was meant for what stood there before: it does nothing. */
export const bounceMs = 400;

/**
 * Says whether an Enter is meant for what stands on the screen: once it has stood there for a moment. `about`: what that
 * is; null where no Enter has led to it.
 */
export function useIsMeant(about: string | null): () => boolean {
  const shown = useRef({ about, atMs: performance.now() });
  if (shown.current.about !== about) shown.current = { about, atMs: performance.now() };
  return () => about === null || performance.now() - shown.current.atMs > bounceMs;
}
