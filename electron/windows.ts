import type { BrowserWindow, BrowserWindowConstructorOptions, Screen, WebContents } from 'electron';
import { appOrigin } from './policies.ts';

/** The smallest screen that the register is made for. */
const smallest = { width: 1024, height: 700 } as const;

export type CreateWindow = (options: BrowserWindowConstructorOptions) => BrowserWindow;

export interface RegisterWindow {
  /** Opens it, or brings the open one to the front: a till is one window. */
  show(): void;
}

export function registerWindow(create: CreateWindow, preload: string, onClosed: () => void): RegisterWindow {
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
        onClosed();
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

export interface CustomerWindow {
  show(): void;
  close(): void;
  shows(page: WebContents): boolean;
}

/**
 * What the customer sees: whole on the second screen, or a window to be moved there. It has no way to main, and is fed
 * by the register's page, which is of the same origin.
 */
export function customerWindow(
  create: CreateWindow,
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>,
): CustomerWindow {
  let open: BrowserWindow | null = null;
  return {
    show() {
      if (open) return;
      const { id } = screen.getPrimaryDisplay();
      const second = screen.getAllDisplays().find((display) => display.id !== id);
      const window = create({
        ...customerWindowOptions,
        ...(second ? { ...second.bounds, fullscreen: true } : {}),
      });
      open = window;
      // Not focused: what is typed belongs to the register.
      window.once('ready-to-show', () => window.showInactive());
      window.once('closed', () => {
        open = null;
      });
      window.loadURL(`${appOrigin.url}/display.html`).catch(() => window.showInactive());
    },
    close() {
      open?.close();
    },
    shows: (page) => open?.webContents === page,
  };
}

const customerWindowOptions: BrowserWindowConstructorOptions = {
  title: 'Tillside',
  width: 800,
  height: 600,
  show: false,
  backgroundColor: '#ffffff',
  autoHideMenuBar: true,
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    backgroundThrottling: false,
  },
};
