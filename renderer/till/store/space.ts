import type { TillState } from '../api.ts';
import type { Platform } from '../platform.ts';

export type Space = Omit<TillState['storage'], 'full'>;

const lowBytes = 200 * 1024 * 1024;
const everyMs = 5 * 60_000;

/** Asks that the databases are kept, and watches the room that is left for them. Returns the end of watching. */
export function watchSpace(platform: Platform, onSpace: (space: Space) => void): () => void {
  let persisted: boolean | null = null;
  let cancel = () => {};
  let stopped = false;

  const look = async () => {
    const freeBytes = await platform.space.freeBytes();
    if (stopped) return;
    onSpace({ persisted, freeBytes, low: freeBytes !== null && freeBytes < lowBytes });
    cancel = platform.timers.after(everyMs, () => void look().catch(platform.report));
  };
  const begin = async () => {
    persisted = await platform.space.persist();
    await look();
  };
  void begin().catch(platform.report);
  return () => {
    stopped = true;
    cancel();
  };
}
