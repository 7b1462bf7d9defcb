import type { Host } from '../../shared/host.ts';
import { BrowserSecrets } from './browser-secrets.ts';

/** The register as a page: for back-office use, evaluation and tests. */
export const browserHost = (name: string, posVersion: string): Host => ({
  kind: 'browser',
  posVersion,
  secrets: new BrowserSecrets(name, localStorage, indexedDB),
  print: () => window.print(),
  uptimeMs: () => performance.now(),
  wallClockMs: () => Date.now(),
});
