/** After so long without a key or a touch the till locks itself. */
export const lockAfterIdleMs = 5 * 60_000;
const lookEveryMs = 1_000;

interface Idling {
  /** Where keys and touches are heard. */
  readonly events: EventTarget;
  readonly limitMs: number;
  /** Of a clock that never steps. */
  readonly nowMs: () => number;
  /** Calls back again and again; returns the end of it. */
  readonly every: (ms: number, callback: () => void) => () => void;
  /** False where it could not be done: then it is tried again. */
  readonly onIdle: () => boolean;
}

/** Calls back once each time that nobody has touched the till for `limitMs`. Returns how to stop. */
export function watchIdle({ events, limitMs, nowMs, every, onIdle }: Idling): () => void {
  let lastMs = nowMs();
  let told = false;
  const touched = () => {
    lastMs = nowMs();
    told = false;
  };
  const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const kind of kinds) events.addEventListener(kind, touched, { capture: true, passive: true });
  const stop = every(lookEveryMs, () => {
    if (told || nowMs() - lastMs < limitMs) return;
    told = onIdle();
  });
  return () => {
    stop();
    for (const kind of kinds) events.removeEventListener(kind, touched, { capture: true });
  };
}
