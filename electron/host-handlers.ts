import type { HostHandlers } from './ipc.ts';
import type { JournalCopy } from './journal-copy.ts';
import type { Printing } from './printing.ts';
import type { FileSecrets } from './secrets.ts';

/** What stands behind each channel of shared/host-ipc.ts. */
export const hostHandlers = (secrets: FileSecrets, copy: JournalCopy, printing: Printing): HostHandlers => ({
  readSecret: (_page, name) => secrets.read(name),
  writeSecret: (_page, name, value) => secrets.write(name, value),
  removeSecret: (_page, name) => secrets.remove(name),
  journalCopyRange: (_page, epoch) => copy.range(epoch),
  readJournalCopy: (_page, epoch, from, limit) => copy.read(epoch, from, limit),
  appendToJournalCopy: (_page, epoch, texts, areEarliest) => copy.append(epoch, texts, areEarliest),
  renewJournalCopy: (_page, epoch) => copy.renew(epoch),
  pruneJournalCopy: (_page, epoch, seq) => copy.prune(epoch, seq),
  print: (page) => printing.print(page),
});
