import { mayInstallUpdate, type TillStanding } from '../shared/domain/update-time.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';

/** The used part of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  setFeedURL(feed: { readonly provider: 'generic'; readonly url: string }): void;
  on(event: 'update-downloaded', listener: (update: { readonly version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

export interface Updates {
  /** The version that waits to be installed; null while none does. */
  ready(): string | null;
  install(standing: TillStanding): Result<null, Refusal<'update.not_now' | 'update.none'>>;
}

const everyMs = 6 * 3_600_000;

/**
 * Updates are downloaded in the background and wait. They are installed only when the register says that this is a good
 * moment; not when the app quits either, because that may be in the middle of a shift.
 */
export function setUpUpdates(
  updater: Updater,
  url: string,
  every: (ms: number, task: () => void) => void,
): Updates {
  let version: string | null = null;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = false;
  updater.setFeedURL({ provider: 'generic', url });
  updater.on('update-downloaded', (update) => {
    version = update.version;
  });
  // Without a network there is no update, and no reason to bother anyone; the next check comes by itself.
  updater.on('error', () => {});
  const check = () => void updater.checkForUpdates().catch(() => undefined);
  check();
  every(everyMs, check);
  return {
    ready: () => version,
    install(standing) {
      if (version === null) return refuse('update.none');
      if (!mayInstallUpdate(standing)) return refuse('update.not_now');
      updater.quitAndInstall(true, true);
      return ok(null);
    },
  };
}

/** Where no address of updates is set, or the app was not installed by an installer. */
export const noUpdates: Updates = {
  ready: () => null,
  install: () => refuse('update.none'),
};
