import type { Host } from '../../shared/host.ts';
import { ok } from '../../shared/result.ts';
import { BrowserSecrets } from './browser-secrets.ts';
import { customerDisplay } from './customer-display.ts';
import { webPrinters } from './web-printers.ts';

/** The register as a page: for back-office use, evaluation and tests. */
export const browserHost = (name: string, posVersion: string): Host => ({
  kind: 'browser',
  posVersion,
  secrets: new BrowserSecrets(name, localStorage, indexedDB),
  customerDisplay: customerDisplay(() => void window.open('/display.html', 'tillside-customer', 'popup')),
  print: async () => ok(window.print()),
  printers: webPrinters({}),
  uptimeMs: () => performance.now(),
  wallClockMs: () => Date.now(),
});
