import type { HostHandlers } from './ipc.ts';
import type { Printing } from './printing.ts';
import type { FileSecrets } from './secrets.ts';

/** What stands behind each channel of shared/host-ipc.ts. */
export const hostHandlers = (secrets: FileSecrets, printing: Printing): HostHandlers => ({
  readSecret: (_page, name) => secrets.read(name),
  writeSecret: (_page, name, value) => secrets.write(name, value),
  removeSecret: (_page, name) => secrets.remove(name),
  print: (page) => printing.print(page),
});
