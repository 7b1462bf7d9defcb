/** What of the page an update needs; tests put others in its place. */
export interface UpdatedPage {
  readonly serviceWorker: Pick<ServiceWorkerContainer, 'getRegistration' | 'controller'>;
  readonly session: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  reload(): void;
  /** Gives up a load that is under way. */
  stop(): void;
  after(ms: number, callback: () => void): void;
}

/** How long each step of a start may take: past it the till starts as it is. */
export const stepsMs = { look: 2_000, takeOver: 5_000, reload: 10_000 } as const;
const lookForUpdatesMs = 60 * 60_000;
const updating = 'tillside.updating';

/**
 * Registers the worker that lets the register load without a network. An update that waits takes over here, before
 * anything is on the screen, and never in the middle of a sale. Resolves when the page may start, whatever the browser
 * does not answer.
 */
export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await update({
      serviceWorker: navigator.serviceWorker,
      session: sessionStorage,
      reload: () => location.reload(),
      stop: () => window.stop(),
      after: (ms, callback) => setTimeout(callback, ms),
    });
  } catch (error) {
    // Private windows and odd profiles refuse service workers; the register works online without.
    console.warn(error);
  }
  void register();
}

/** A till runs for days: an update is fetched meanwhile, so that the next start has it. */
async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('/sw.js');
    setInterval(() => void registration.update().catch(() => undefined), lookForUpdatesMs);
  } catch (error) {
    console.warn(error);
  }
}

/**
 * Loads the page again by the waiting worker, where there is one. Resolves where this page is the one that starts: with
 * nothing to take over, or where the browser did not do it in time.
 */
export async function update(page: UpdatedPage): Promise<void> {
  const { serviceWorker, session } = page;
  // Loaded again once at most: a worker that cannot take over must not keep the till from selling.
  const tried = session.getItem(updating) !== null;
  session.removeItem(updating);
  const registration = await inTime(page, stepsMs.look, serviceWorker.getRegistration());
  const waiting = registration?.waiting;
  if (!waiting || !serviceWorker.controller || tried) return;
  const taken = takenOver(waiting);
  waiting.postMessage({ type: 'SKIP_WAITING' });
  // Loaded again before the worker is active, the page hangs: Chromium waits for two workers that wait for each other.
  if (!(await inTime(page, stepsMs.takeOver, taken))) return;
  session.setItem(updating, 'yes');
  page.reload();
  // This page goes away, or else it starts; a load that comes late would come in the middle of a sale.
  await inTime(page, stepsMs.reload, new Promise<never>(() => {}));
  page.stop();
}

/** Whether the worker came to be the active one. */
function takenOver(worker: Pick<ServiceWorker, 'state' | 'addEventListener'>): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve(worker.state === 'activated');
    });
  });
}

/** What it resolves to, or undefined where that takes longer. */
function inTime<T>(page: UpdatedPage, ms: number, step: Promise<T>): Promise<T | undefined> {
  return Promise.race([step, new Promise<undefined>((resolve) => page.after(ms, () => resolve(undefined)))]);
}
