import type { Host } from '../../shared/host.ts';
import { BrowserSecrets } from './browser-secrets.ts';
import { customerDisplay } from './customer-display.ts';
import { printPage } from './print-page.ts';
import { webPrinters } from './web-printers.ts';

/** The register as a page: for back-office use, evaluation and tests. */
export const browserHost = (name: string, posVersion: string): Host => ({
  kind: 'browser',
  posVersion,
  secrets: new BrowserSecrets(name, localStorage),
  // With an opener it would be given a copy of this window's storage, and with it who is signed in.
  customerDisplay: customerDisplay(() => void window.open('/display.html', '_blank', 'popup,noopener')),
  print: () => printPage(window),
  printers: webPrinters({}),
  uptimeMs: () => performance.now(),
  wallClockMs: () => Date.now(),
});
