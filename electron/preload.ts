/** Runs in a sandbox before the register: the one way from the page to main. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Gives, HostBridge, HostChannel, Takes } from '../shared/host-ipc.ts';

const call = <C extends HostChannel>(channel: C, ...values: Takes<C>): Promise<Gives<C>> =>
  ipcRenderer.invoke(channel, ...values);

contextBridge.exposeInMainWorld('tillside', {
  readSecret: (name) => call('readSecret', name),
  writeSecret: (name, value) => call('writeSecret', name, value),
  removeSecret: (name) => call('removeSecret', name),
  journalCopyRange: (epoch) => call('journalCopyRange', epoch),
  readJournalCopy: (epoch, from, limit) => call('readJournalCopy', epoch, from, limit),
  appendToJournalCopy: (epoch, texts, areEarliest) => call('appendToJournalCopy', epoch, texts, areEarliest),
  renewJournalCopy: (epoch) => call('renewJournalCopy', epoch),
  pruneJournalCopy: (epoch, seq) => call('pruneJournalCopy', epoch, seq),
  readServerAddress: () => call('readServerAddress'),
  writeServerAddress: (address) => call('writeServerAddress', address),
  openCustomerDisplay: () => call('openCustomerDisplay'),
  readyUpdate: () => call('readyUpdate'),
  installUpdate: (standing) => call('installUpdate', standing),
  print: () => call('print'),
  printByNetwork: (target, base64) => call('printByNetwork', target, base64),
} satisfies HostBridge);
