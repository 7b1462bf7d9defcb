import type { Host } from '../../shared/host.ts';
import type { Till } from '../local/api.ts';
import { createTill } from '../local/till.ts';
import { SlipPrinter } from '../register/printing/slip-printer.ts';
import { browserHost } from './browser-host.ts';
import { browserPlatform } from './browser-platform.ts';
import { electronHost } from './electron-host.ts';

const name = 'tillside';

/** The terminal of this window, in a browser or in Electron, against the origin that it was loaded from. */
export function createBrowserTill(posVersion: string): {
  readonly till: Till;
  readonly printer: SlipPrinter;
  readonly host: Host;
} {
  const host = window.tillside ? electronHost(window.tillside, posVersion) : browserHost(name, posVersion);
  const printer = new SlipPrinter(host, localStorage);
  const withDrawer = { ...host, openDrawer: () => printer.openDrawer() };
  return {
    till: createTill({ platform: browserPlatform(withDrawer, name), baseUrl: location.origin }),
    printer,
    host,
  };
}
