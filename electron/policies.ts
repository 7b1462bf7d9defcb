/** Who may do what in the app. Pure: the setups apply them, tests list them. */

const scheme = 'app';
const host = 'tillside';

/** Frozen for good: IndexedDB, and with it every journal, belongs to this origin. */
export const appOrigin = { scheme, host, url: `${scheme}://${host}` } as const;

/** Browsers ask nobody before they evict what is not persistent; ticket numbers are copied; receipt printers are spoken to. */
const grantedPermissions: ReadonlySet<string> = new Set([
  'persistent-storage',
  'clipboard-sanitized-write',
  'usb',
  'serial',
]);

export type Destination = 'app' | 'system_browser' | 'nowhere';

/** Where a link, a redirect or a new window may lead. Only http(s) leaves the app, and never with a password in it. */
export function destinationOf(address: string): Destination {
  const url = URL.parse(address);
  if (!url) return 'nowhere';
  if (isApp(url)) return 'app';
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && !url.username && !url.password ? 'system_browser' : 'nowhere';
}

export function grantsPermission(permission: string, requestingUrl: string): boolean {
  return grantedPermissions.has(permission) && destinationOf(requestingUrl) === 'app';
}

/** Only what a person has chosen, of the kinds that printers are, and only for the register. */
export function mayUseDevice(
  deviceType: 'hid' | 'serial' | 'usb',
  origin: string,
  isChosen: (kind: 'serial' | 'usb') => boolean,
): boolean {
  return deviceType !== 'hid' && destinationOf(origin) === 'app' && isChosen(deviceType);
}

/** `null`: the frame was gone or had moved on when its message arrived. */
export interface SendingFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the register itself talks to main: not a frame inside of it, and no other page. */
export function isRegister(frame: SendingFrame | null): boolean {
  return frame !== null && frame.parent === null && destinationOf(frame.url) === 'app';
}

function isApp(url: URL): boolean {
  return url.protocol === `${scheme}:` && url.host === host && !url.username && !url.password;
}
