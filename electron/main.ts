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
  screen,
  session,
  shell,
} from 'electron';
import { sentenceFrom } from '../shared/refusals/sentence-from.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { ChosenDevices } from './chosen-devices.ts';
import { setUpDeviceChoosers } from './device-choosers.ts';
import { guardPages, guardPermissions } from './guards.ts';
import { hostHandlers } from './host-handlers.ts';
import { answerHostCalls } from './ipc.ts';
import { JournalCopy } from './journal-copy.ts';
import { setUpLifecycle } from './lifecycle.ts';
import { setUpMenu } from './menu.ts';
import { createPrinting } from './printing.ts';
import { FileSecrets } from './secrets.ts';
import { windowSentences } from './sentences.ts';
import { loadSettings, saveServer } from './settings.ts';
import { noUpdates, setUpUpdates, type Updates } from './updates.ts';
import { customerWindow, registerWindow } from './windows.ts';

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
  if (!settings.ok) return giveUp(sentenceFrom(windowSentences, settings.refusal));
  const { printer, journalCopyDir, updates } = settings.value;
  let { serverUrl } = settings.value;

  serveApp(protocol, net, { registerDir: join(appDir, '../register'), serverUrl: () => serverUrl });
  guardPages(app, shell);
  guardPermissions(session.defaultSession);
  const devices = await ChosenDevices.load(join(profileDir, 'devices.json'));
  setUpDeviceChoosers(session.defaultSession, dialog, devices);
  setUpMenu(Menu, process.platform);

  const secrets = new FileSecrets(join(profileDir, 'secrets'), safeStorage, process.platform);
  const copy = new JournalCopy(journalCopyDir ?? join(profileDir, 'journal-copy'));
  const create = (options: Electron.BrowserWindowConstructorOptions) => new BrowserWindow(options);
  const customer = customerWindow(create, screen);
  const server = {
    address: () => serverUrl,
    async move(address: string) {
      const saved = await saveServer(profileDir, address);
      if (saved.ok) serverUrl = saved.value;
      return saved;
    },
  };
  const host = { secrets, copy, printing: createPrinting(printer, dialog), customerWindow: customer, server };
  answerHostCalls(ipcMain, hostHandlers({ ...host, updates: await updatesFrom(updates) }));

  const window = registerWindow(create, join(appDir, 'preload.cjs'), () => customer.close());
  setUpLifecycle(app, window, customer, dialog, () => performance.now());
  window.show();
}

/** Only what an installer has installed can be replaced by another. */
async function updatesFrom(url: string | null): Promise<Updates> {
  if (url === null || !app.isPackaged) return noUpdates;
  // Loaded where it is needed: it reaches for Electron as soon as it is.
  const { autoUpdater } = (await import('electron-updater')).default;
  return setUpUpdates(autoUpdater, url, (ms, task) => setInterval(task, ms));
}

/** Code 2: starting again will not help until someone has acted. */
function giveUp(reason: unknown): void {
  dialog.showErrorBox('Tillside cannot start', reason instanceof Error ? reason.message : String(reason));
  app.exit(2);
}
