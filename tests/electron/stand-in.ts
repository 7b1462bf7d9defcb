/**
 * Electron for tests: the part of its API that the app uses, in Node. The app's own code runs on it unchanged; only
 * what is Electron's is stood in for. Parts are checked against Electron's own types where these can be met.
 */
import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  ContextBridge,
  IpcMain,
  IpcMainInvokeEvent,
  IpcRenderer,
  Net,
  Protocol,
  SafeStorage,
  Screen,
  SerialPort,
  Session,
  Shell,
  USBDevice,
  WebContents,
} from 'electron';
import type { HostBridge } from '../../shared/host-ipc.ts';
import { must } from '../../shared/result.ts';

export interface StandInOptions {
  readonly appPath: string;
  readonly userData: string;
  /** False: another process of this profile runs already. */
  readonly isFirst?: boolean;
  /** Shows a window's page, as the harness does in Chromium; without it, that it was asked for is all. */
  readonly show?: (window: WindowStandIn, url: string) => Promise<void>;
}

/** Where a call from a page comes from. */
export type SendingFrame = { readonly url: string; readonly parent: unknown } | null;

export type ScheduledPrint = Parameters<WebContents['print']>;

export class StandIn {
  readonly exits: number[] = [];
  readonly errorBoxes: string[] = [];
  readonly messages: string[] = [];
  readonly openedOutside: string[] = [];
  readonly windows: WindowStandIn[] = [];
  readonly privileged: Electron.CustomScheme[] = [];
  readonly prints: ScheduledPrint[] = [];
  readonly app: AppStandIn;
  printOutcome: readonly [boolean, string] = [true, ''];
  menu: unknown = 'default';
  /** Of the next message box, from 0. */
  pressedButton = 0;
  displays = [display(1, 0)];
  /** The frame that the next call from a page comes from. */
  senderFrame: SendingFrame = { url: 'app://tillside/', parent: null };
  #bridge: HostBridge | null = null;
  #serve: ((request: Request) => Promise<Response> | Response) | null = null;
  #permissionRequest: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  #permissionCheck: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  #devicePermission: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  readonly #session = new EventEmitter();
  readonly #listeners = new Map<string, Parameters<IpcMain['handle']>[1]>();
  readonly show: NonNullable<StandInOptions['show']>;

  constructor(options: StandInOptions) {
    this.show = options.show ?? (async () => {});
    this.app = new AppStandIn(options, this);
  }

  /** What `import 'electron'` gives, in main and in preload. */
  readonly module = () => {
    const standIn = this;
    return {
      app: this.app,
      BrowserWindow: class extends WindowStandIn {
        constructor(options: BrowserWindowConstructorOptions) {
          super(options, standIn);
        }
      },
      Menu: {
        setApplicationMenu: (menu: unknown) => {
          this.menu = menu;
        },
        buildFromTemplate: (template: unknown) => template,
      },
      dialog: {
        showErrorBox: (_title: string, text: string) => void this.errorBoxes.push(text),
        showMessageBox: async ({
          message,
          buttons = [],
        }: {
          message: string;
          buttons?: readonly string[];
        }) => {
          this.messages.push([message, ...buttons].join(' | '));
          return { response: this.pressedButton };
        },
      },
      ipcMain: {
        handle: (channel, listener) => void this.#listeners.set(channel, listener),
      } satisfies Pick<IpcMain, 'handle'>,
      ipcRenderer: {
        invoke: (channel, ...values) => this.invoke(channel, values, this.senderFrame),
      } satisfies Pick<IpcRenderer, 'invoke'>,
      contextBridge: {
        exposeInMainWorld: (key, api: HostBridge) => {
          if (key !== 'tillside' || this.#bridge) throw new Error(`exposed unexpectedly: ${key}`);
          this.#bridge = Object.freeze(api);
        },
      } satisfies Pick<ContextBridge, 'exposeInMainWorld'>,
      protocol: {
        registerSchemesAsPrivileged: (schemes) => {
          if (this.app.isReady) throw new Error('schemes are declared before the app is ready');
          this.privileged.push(...schemes);
        },
        handle: (scheme, handler) => {
          if (scheme !== 'app' || !this.app.isReady) throw new Error(`handled unexpectedly: ${scheme}`);
          this.#serve = handler;
        },
      } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
      net: { fetch: fetchAsElectronDoes } satisfies Pick<Net, 'fetch'>,
      safeStorage: keyStore('v11'),
      session: {
        defaultSession: {
          setPermissionRequestHandler: (handler) => {
            this.#permissionRequest = handler;
          },
          setPermissionCheckHandler: (handler) => {
            this.#permissionCheck = handler;
          },
          setDevicePermissionHandler: (handler) => {
            this.#devicePermission = handler;
          },
          on: (event: string, listener: Parameters<EventEmitter['on']>[1]) =>
            this.#session.on(event, listener),
        } satisfies Record<'on', unknown> &
          Pick<
            Session,
            'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
          >,
      },
      screen: {
        getAllDisplays: () => this.displays,
        getPrimaryDisplay: () => must(this.displays[0], 'display'),
      } satisfies Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>,
      shell: {
        openExternal: async (url) => void this.openedOutside.push(url),
      } satisfies Pick<Shell, 'openExternal'>,
    };
  };

  /** As the page asks for it. */
  async request(url: string, init?: RequestInit): Promise<Response> {
    return must(this.#serve, 'handler of app://')(new Request(url, init));
  }

  get bridge(): HostBridge {
    return must(this.#bridge, 'bridge of preload');
  }

  get window(): WindowStandIn {
    return must(this.windows.at(-1), 'window');
  }

  grants(permission: 'persistent-storage' | 'geolocation', url: string): readonly [boolean, boolean] {
    const page = this.window.webContents as unknown as WebContents;
    let granted = false;
    const details = { requestingUrl: url, isMainFrame: true };
    const note = (answer: boolean): void => {
      granted = answer;
    };
    must(this.#permissionRequest, 'permission request handler')(page, permission, note, details);
    const checked = must(this.#permissionCheck, 'permission check handler')(page, permission, url, details);
    return [granted, checked];
  }

  /** As the register's `requestPort` does: the id that main answers with. */
  choosePort(ports: readonly SerialPort[]): Promise<string> {
    return new Promise((answer) => {
      this.#session.emit('select-serial-port', { preventDefault() {} }, ports, null, answer);
    });
  }

  /** As the register's `requestDevice` does. */
  chooseUsb(deviceList: readonly USBDevice[]): Promise<string | undefined> {
    return new Promise((answer) => {
      this.#session.emit('select-usb-device', { preventDefault() {} }, { deviceList, frame: null }, answer);
    });
  }

  /** Whether a page finds the device among its own. `device`: as Electron asks, which is not as it offers. */
  mayUse(deviceType: 'hid' | 'serial' | 'usb', origin: string, device: object): boolean {
    const handler = must(this.#devicePermission, 'device permission handler');
    return handler({ deviceType, origin, device: device as USBDevice });
  }

  /** A call over the process boundary: values are cloned, errors lose everything but their message. */
  async invoke(channel: string, values: readonly unknown[], senderFrame: SendingFrame): Promise<unknown> {
    const listener = this.#listeners.get(channel);
    if (!listener) throw new Error(`No handler registered for '${channel}'`);
    const event = { sender: this.window.webContents, senderFrame };
    try {
      return structuredClone(
        await listener(event as unknown as IpcMainInvokeEvent, ...structuredClone(values)),
      );
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  }
}

/** A screen, so far to the right. */
export const display = (id: number, x: number) =>
  ({ id, bounds: { x, y: 0, width: 1280, height: 800 } }) as Electron.Display;

class AppStandIn extends EventEmitter {
  isReady = false;
  readonly isPackaged = false;
  readonly #options: StandInOptions;
  readonly #standIn: StandIn;
  #userData: string;

  constructor(options: StandInOptions, standIn: StandIn) {
    super();
    this.#options = options;
    this.#standIn = standIn;
    this.#userData = options.userData;
  }

  getAppPath = (): string => this.#options.appPath;
  requestSingleInstanceLock = (): boolean => this.#options.isFirst ?? true;

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`asked for ${name}`);
    return this.#userData;
  }

  setPath(name: string, path: string): void {
    if (name !== 'userData' || this.isReady) throw new Error(`set unexpectedly: ${name}`);
    this.#userData = path;
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.isReady = true;
  }

  quit = (): void => this.exit(0);

  exit(code: number): void {
    this.#standIn.exits.push(code);
    this.emit('stand-in:settled');
  }
}

export class WindowStandIn extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: PageStandIn;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  isDown = false;
  readonly #standIn: StandIn;

  constructor(options: BrowserWindowConstructorOptions, standIn: StandIn) {
    super();
    this.options = options;
    this.#standIn = standIn;
    this.webContents = new PageStandIn(standIn);
    standIn.windows.push(this);
    standIn.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const answer = await this.#standIn.request(url, { headers: { accept: 'text/html' } });
    this.loaded.push(`${answer.status} ${url}`);
    await this.#standIn.show(this, url);
    this.emit('ready-to-show');
    this.#standIn.app.emit('stand-in:settled');
  }

  show = (): number => this.calls.push('show');
  showInactive = (): number => this.calls.push('showInactive');
  close = (): boolean => this.emit('closed');
  focus = (): number => this.calls.push('focus');
  restore = (): number => this.calls.push('restore');
  isMinimized = (): boolean => this.isDown;
}

/** Only the signal ends a request: what cancels the answer's body leaves it open (electron/electron#47097). */
async function fetchAsElectronDoes(input: string | Request, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, init);
  const reader = answer.body?.getReader();
  if (!reader) return answer;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

class PageStandIn extends EventEmitter {
  reloads = 0;
  readonly #standIn: StandIn;
  #openWindow: WindowOpenHandler | null = null;

  constructor(standIn: StandIn) {
    super();
    this.#standIn = standIn;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openWindow = handler;
  }

  reload(): void {
    this.reloads += 1;
  }

  print(...[options, callback]: ScheduledPrint): void {
    this.#standIn.prints.push([options]);
    callback?.(...this.#standIn.printOutcome);
  }

  /** Whether the page may go there. */
  navigates(
    event: 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview',
    url: string,
    isMainFrame = true,
  ): boolean {
    let goes = true;
    const preventDefault = (): void => {
      goes = false;
    };
    this.emit(event, { url, isMainFrame, preventDefault });
    return goes;
  }

  opensWindow(url: string): boolean {
    const details = { url } as Electron.HandlerDetails;
    return must(this.#openWindow, 'window open handler')(details).action === 'allow';
  }
}

export interface KeyStore
  extends Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'> {
  /** What befalls a key store. */
  state: 'open' | 'missing' | 'locked' | 'rotated';
}

/** Unreadable to the eye and to another key. `version`: as Chromium marks what it encrypts. */
export function keyStore(version: 'v10' | 'v11'): KeyStore {
  const scrambled = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    state: 'open',
    async isAsyncEncryptionAvailable() {
      return this.state !== 'missing';
    },
    async encryptStringAsync(text) {
      return Buffer.concat([Buffer.from(version), scrambled(Buffer.from(text))]);
    },
    async decryptStringAsync(encrypted) {
      if (this.state === 'locked' || encrypted.toString('latin1', 0, version.length) !== version) {
        throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
      }
      const result = scrambled(encrypted.subarray(version.length)).toString();
      return { result, shouldReEncrypt: this.state === 'rotated' };
    },
  };
}
