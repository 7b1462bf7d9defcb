/** The desktop app's main process. Everything that decides stands in the files named here. */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  net,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { guardPages, guardPermissions } from './guards.ts';
import { hostHandlers } from './host-handlers.ts';
import { answerHostCalls } from './ipc.ts';
import { JournalCopy } from './journal-copy.ts';
import { setUpLifecycle } from './lifecycle.ts';
import { setUpMenu } from './menu.ts';
import { createPrinting } from './printing.ts';
import { FileSecrets } from './secrets.ts';
import { loadSettings } from './settings.ts';
import { registerWindow } from './windows.ts';

/** dist/electron, as scripts/build-electron.ts writes it; the built register lies beside it. */
const appDir = app.getAppPath();

// Tests, and a second till on one machine, have a profile of their own.
if (process.env.TILLSIDE_PROFILE) app.setPath('userData', process.env.TILLSIDE_PROFILE);
declareAppScheme(protocol);
// One process per profile: IndexedDB has one writer, and so has the journal.
if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
else app.quit();

async function start(): Promise<void> {
  const profileDir = app.getPath('userData');
  const settings = await loadSettings(process.env, profileDir);
  if (!settings.ok) return giveUp(settings.refusal.message);
  const { serverUrl, printer, journalCopyDir } = settings.value;

  serveApp(protocol, net, { registerDir: join(appDir, '../register'), serverUrl });
  guardPages(app, shell);
  guardPermissions(session.defaultSession);
  setUpMenu(Menu, process.platform);

  const secrets = new FileSecrets(join(profileDir, 'secrets'), safeStorage, process.platform);
  const copy = new JournalCopy(journalCopyDir ?? join(profileDir, 'journal-copy'));
  answerHostCalls(ipcMain, hostHandlers(secrets, copy, createPrinting(printer, dialog)));

  const window = registerWindow((options) => new BrowserWindow(options), join(appDir, 'preload.cjs'));
  setUpLifecycle(app, window, dialog, () => performance.now());
  window.show();
}

/** Code 2: starting again will not help until someone has acted. */
function giveUp(reason: unknown): void {
  dialog.showErrorBox('Tillside cannot start', reason instanceof Error ? reason.message : String(reason));
  app.exit(2);
}
