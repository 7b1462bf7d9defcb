import type { Host } from '../../shared/host.ts';
import { browserHost } from '../host/browser-host.ts';
import { browserPlatform } from '../host/browser-platform.ts';
import { electronHost } from '../host/electron-host.ts';
import type { Till } from '../till/api.ts';
import { createTill } from '../till/till.ts';
import { SlipPrinter } from './printing/slip-printer.ts';

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
