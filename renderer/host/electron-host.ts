import type { Host } from '../../shared/host.ts';
import type { HostBridge } from '../../shared/host-ipc.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import type { Result } from '../../shared/result.ts';
import { customerDisplay } from './customer-display.ts';
import { webPrinters } from './web-printers.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; a browser has none. */
    readonly tillside?: HostBridge;
  }
}

/** The register as a desktop app: secrets and printer are main's, over preload's bridge. */
export const electronHost = (bridge: HostBridge, posVersion: string): Host => ({
  kind: 'electron',
  posVersion,
  secrets: {
    read: async (name) => unwrap(await bridge.readSecret(name)),
    async write(name, value) {
      unwrap(await bridge.writeSecret(name, value));
    },
    async remove(name) {
      unwrap(await bridge.removeSecret(name));
    },
  },
  journalCopy: {
    range: ({ device_id, epoch }) => bridge.journalCopyRange({ device_id, epoch }),
    read: ({ device_id, epoch }, from, limit) => bridge.readJournalCopy({ device_id, epoch }, from, limit),
    append: ({ device_id, epoch }, texts, areEarliest) =>
      bridge.appendToJournalCopy({ device_id, epoch }, texts, areEarliest),
    renew: ({ device_id, epoch }) => bridge.renewJournalCopy({ device_id, epoch }),
    prune: ({ device_id, epoch }, seq) => bridge.pruneJournalCopy({ device_id, epoch }, seq),
  },
  customerDisplay: customerDisplay(() => void bridge.openCustomerDisplay()),
  server: {
    read: () => bridge.readServerAddress(),
    write: (address) => bridge.writeServerAddress(address),
  },
  updates: {
    ready: () => bridge.readyUpdate(),
    install: (standing) => bridge.installUpdate(standing),
  },
  print: () => bridge.print(),
  printers: webPrinters({
    network: (target, bytes) => bridge.printByNetwork(target, base64Of(bytes)),
  }),
  uptimeMs: () => performance.now(),
  wallClockMs: () => Date.now(),
});

const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Without its secrets no till can go on: its start fails, with main’s refusal. */
function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}
