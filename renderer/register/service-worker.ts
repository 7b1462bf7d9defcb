const answerWithinMs = 3_000;
const lookForUpdatesMs = 60 * 60_000;

/**
 * Registers the worker that lets the register load without a network. An update that waits takes over here, before
 * anything is on the screen, and never in the middle of a sale. Resolves when the page may start.
 */
export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration?.waiting && navigator.serviceWorker.controller) await takeOver(registration.waiting);
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

function takeOver(waiting: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, answerWithinMs);
    // Never resolved from here: the page goes away.
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage({ type: 'SKIP_WAITING' });
  });
}
