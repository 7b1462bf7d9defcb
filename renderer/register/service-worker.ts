const takesOverWithinMs = 1_500;
const lookForUpdatesMs = 60 * 60_000;
const updating = 'tillside.updating';

/**
 * Registers the worker that lets the register load without a network. An update that waits takes over here, before
 * anything is on the screen, and never in the middle of a sale. Resolves when the page may start.
 */
export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    // Tried once a start: a worker that cannot take over must not keep the till from selling.
    const tried = sessionStorage.getItem(updating) !== null;
    sessionStorage.removeItem(updating);
    if (registration?.waiting && navigator.serviceWorker.controller && !tried)
      await takeOver(registration.waiting);
    void register();
  } catch (error) {
    // Private windows and odd profiles refuse service workers; the register works online without.
    console.warn(error);
  }
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

/** Loads the page again by the waiting worker; never resolves, because this page goes away. */
async function takeOver(waiting: ServiceWorker): Promise<never> {
  sessionStorage.setItem(updating, 'yes');
  await new Promise<void>((resolve) => {
    // Some browsers let it take over only when the page is loaded again.
    setTimeout(resolve, takesOverWithinMs);
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    waiting.postMessage({ type: 'SKIP_WAITING' });
  });
  location.reload();
  return new Promise<never>(() => {});
}
