import type { Host } from '../../shared/host.ts';
import type { Till } from '../local/api.ts';
import { createTill } from '../local/till.ts';
import { browserHost } from './browser-host.ts';
import { browserPlatform } from './browser-platform.ts';

const name = 'tillside';

/** The terminal of this window, against the server that it was loaded from. */
export function createBrowserTill(posVersion: string): { readonly till: Till; readonly host: Host } {
  const host = browserHost(name, posVersion);
  return { till: createTill({ platform: browserPlatform(host, name), baseUrl: location.origin }), host };
}
