import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { appOrigin } from './policies.ts';

/** The smallest screen that the register is made for. */
const smallest = { width: 1024, height: 700 } as const;

export type CreateWindow = (options: BrowserWindowConstructorOptions) => BrowserWindow;

export interface RegisterWindow {
  /** Opens it, or brings the open one to the front: a till is one window. */
  show(): void;
}

export function registerWindow(create: CreateWindow, preload: string): RegisterWindow {
  let open: BrowserWindow | null = null;
  return {
    show() {
      if (open) {
        if (open.isMinimized()) open.restore();
        open.focus();
        return;
      }
      const window = create(registerWindowOptions(preload));
      open = window;
      window.once('ready-to-show', () => window.show());
      window.once('closed', () => {
        open = null;
      });
      // A failed load leaves an error page, which the person sees; nothing is left to do for the program.
      window.loadURL(`${appOrigin.url}/`).catch(() => window.show());
    },
  };
}

export const registerWindowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  title: 'Tillside',
  ...smallest,
  minWidth: smallest.width,
  minHeight: smallest.height,
  show: false,
  backgroundColor: '#f4f6f6',
  autoHideMenuBar: true,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    // A till behind another window goes on sending its sales.
    backgroundThrottling: false,
  },
});
