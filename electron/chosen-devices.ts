import { readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeDurably } from './durable-file.ts';

export type DeviceKind = 'usb' | 'serial';

const Remembered = Type.Object({
  usb: Type.Optional(Type.String()),
  serial: Type.Optional(Type.String()),
});
type Remembered = Static<typeof Remembered>;

/**
 * What tells a device from others after a restart; null where nothing does, as with a port of the mainboard on Linux,
 * which then is chosen anew. Electron names the same facts in two ways: as it offers a device, and as it asks for it.
 */
export function deviceKey(device: object): string | null {
  const fact = (...names: readonly string[]) => {
    const facts = new Map<string, unknown>(Object.entries(device));
    const value = names.map((name) => facts.get(name)).find((each) => each !== undefined && each !== '');
    return value === undefined ? null : String(value);
  };
  const instance = fact('deviceInstanceId', 'device_instance_id');
  if (instance !== null) return instance;
  const [vendor, product] = [fact('vendorId', 'vendor_id'), fact('productId', 'product_id')];
  if (vendor === null || product === null) return null;
  return [vendor, product, fact('serialNumber', 'serial_number') ?? ''].join(':');
}

/** The printers that a person chose, one of a kind: Electron itself forgets them when it ends. */
export class ChosenDevices {
  readonly #path: string;
  #remembered: Remembered;

  private constructor(path: string, remembered: Remembered) {
    this.#path = path;
    this.#remembered = remembered;
  }

  /** From a file that is missing or damaged: nothing is chosen. */
  static async load(path: string): Promise<ChosenDevices> {
    const text = await readFile(path, 'utf8').catch(() => '{}');
    return new ChosenDevices(path, parse(text));
  }

  isChosen(kind: DeviceKind, device: object): boolean {
    const key = deviceKey(device);
    return key !== null && this.#remembered[kind] === key;
  }

  /** In force at once; durable when resolved. */
  async choose(kind: DeviceKind, device: object): Promise<void> {
    const key = deviceKey(device);
    if (key === null) return;
    this.#remembered = { ...this.#remembered, [kind]: key };
    await writeDurably(this.#path, new TextEncoder().encode(`${JSON.stringify(this.#remembered)}\n`));
  }
}

function parse(text: string): Remembered {
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(Remembered, value) ? value : {};
  } catch {
    return {};
  }
}
