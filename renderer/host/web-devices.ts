/** Of Web Serial and WebUSB, as far as printing needs them; TypeScript's libraries have neither. */

export interface SerialPortOf {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { readonly baudRate: number }): Promise<void>;
  close(): Promise<void>;
}

export interface Serial {
  getPorts(): Promise<SerialPortOf[]>;
  requestPort(): Promise<SerialPortOf>;
}

export interface UsbEndpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt' | 'isochronous';
}

export interface UsbDevice {
  readonly configuration: {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternate: { readonly interfaceClass: number; readonly endpoints: readonly UsbEndpoint[] };
    }[];
  } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  transferIn(endpoint: number, length: number): Promise<{ readonly data?: DataView }>;
  transferOut(endpoint: number, bytes: Uint8Array): Promise<unknown>;
}

export interface Usb {
  getDevices(): Promise<UsbDevice[]>;
  requestDevice(options: { readonly filters: readonly { readonly classCode: number }[] }): Promise<UsbDevice>;
}
