import { ok, type Result } from '../shared/result.ts';
import { printByNetwork } from './devices/network-printer.ts';
import type { HostHandlers } from './ipc.ts';
import type { JournalCopy } from './journal-copy.ts';
import type { Printing } from './printing.ts';
import type { FileSecrets } from './secrets.ts';
import type { Updates } from './updates.ts';
import type { CustomerWindow } from './windows.ts';

export interface HostParts {
  readonly secrets: FileSecrets;
  readonly copy: JournalCopy;
  readonly printing: Printing;
  readonly updates: Updates;
  readonly customerWindow: CustomerWindow;
  readonly server: {
    address(): string | null;
    move(address: string): Promise<Result<string>>;
  };
}

/** What stands behind each channel of shared/host-ipc.ts. */
export const hostHandlers = (parts: HostParts): HostHandlers => {
  const { secrets, copy, printing, updates, customerWindow, server } = parts;
  return {
    readSecret: (_page, name) => secrets.read(name),
    writeSecret: (_page, name, value) => secrets.write(name, value),
    removeSecret: (_page, name) => secrets.remove(name),
    journalCopyRange: (_page, epoch) => copy.range(epoch),
    readJournalCopy: (_page, epoch, from, limit) => copy.read(epoch, from, limit),
    appendToJournalCopy: (_page, epoch, texts, areEarliest) => copy.append(epoch, texts, areEarliest),
    renewJournalCopy: (_page, epoch) => copy.renew(epoch),
    pruneJournalCopy: (_page, epoch, seq) => copy.prune(epoch, seq),
    readServerAddress: async () => ok(server.address()),
    writeServerAddress: (_page, address) => server.move(address),
    openCustomerDisplay: async () => {
      customerWindow.show();
      return ok(null);
    },
    readyUpdate: async () => ok(updates.ready()),
    installUpdate: async (_page, standing) => updates.install(standing),
    printByNetwork: (_page, target, base64) => printByNetwork(target, Buffer.from(base64, 'base64')),
    print: (page) => printing.print(page),
  };
};
