import type { HostPrinters } from '../../shared/host.ts';
import { printOver } from '../../shared/printing/print-over.ts';
import type { NetworkTarget, PrinterLink, PrinterReading } from '../../shared/printing/printer.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { openSerialPrinter } from './serial-printer.ts';
import { openUsbPrinter, printerClass } from './usb-printer.ts';
import type { Serial, Usb } from './web-devices.ts';

interface Ways {
  /** Only a desktop app opens connections in the network. */
  readonly network?: (target: NetworkTarget, bytes: Uint8Array) => Promise<Result<PrinterReading>>;
}

const patience = {
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  answerMs: 2_000,
  printMs: 20_000,
};

/** USB and serial printers by what Chromium offers, in both hosts alike: no native addon, and nothing to compile. */
export function webPrinters({ network }: Ways): HostPrinters {
  const { serial, usb } = navigator as { readonly serial?: Serial; readonly usb?: Usb };
  const over = async (open: Promise<PrinterLink | null>, bytes: Uint8Array) => {
    // In use by another program, or pulled out: as good as not there.
    const link = await open.catch(() => null);
    return link ? printOver(link, bytes, patience) : notConnected;
  };
  return {
    ways: [
      ...(network ? (['network'] as const) : []),
      ...(usb ? (['usb'] as const) : []),
      ...(serial ? (['serial'] as const) : []),
    ],
    async send(target, bytes) {
      switch (target.way) {
        case 'network':
          return network ? network(target, bytes) : notConnected;
        case 'usb':
          return usb ? over(openUsbPrinter(usb), bytes) : notConnected;
        case 'serial':
          return serial ? over(openSerialPrinter(serial, target.baudRate), bytes) : notConnected;
        default:
          return target satisfies never;
      }
    },
    async chooseDevice(way) {
      const asked =
        way === 'serial'
          ? serial?.requestPort()
          : usb?.requestDevice({ filters: [{ classCode: printerClass }] });
      // The person closed the list.
      return (await asked?.catch(() => null)) != null;
    },
  };
}

const notConnected = refuse('printer.offline');
