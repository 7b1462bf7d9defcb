import type { App, Dialog, WebContents } from 'electron';
import type { CustomerWindow, RegisterWindow } from './windows.ts';

/** A page that dies again so soon after it was loaded anew will do so for ever. */
const crashLoopMs = 10_000;

type Clock = () => number;

/** Second start, last window, dock icon, a page that died. */
export function setUpLifecycle(
  app: App,
  window: RegisterWindow,
  customer: CustomerWindow,
  dialog: Pick<Dialog, 'showErrorBox'>,
  uptimeMs: Clock,
): void {
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  app.on('window-all-closed', () => app.quit());

  const reloadedMs = new WeakMap<WebContents, number>();
  app.on('render-process-gone', (_event, page, { reason }) => {
    if (reason === 'clean-exit') return;
    if (uptimeMs() - (reloadedMs.get(page) ?? Number.NEGATIVE_INFINITY) < crashLoopMs) {
      // Nobody stops selling because a customer sees nothing; the register opens it anew when asked to.
      if (customer.shows(page)) return customer.close();
      dialog.showErrorBox(
        'Tillside',
        `The register stopped twice (${reason}). What was sold is safe. Start Tillside again; if that does not help, restart the machine.`,
      );
      app.exit(1);
      return;
    }
    // Every committed sale is in the journal, so the register goes on where it was.
    reloadedMs.set(page, uptimeMs());
    page.reload();
  });
}
