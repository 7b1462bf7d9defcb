import type { PrinterLink } from '../../shared/printing/printer.ts';
import type { Usb } from './web-devices.ts';

/** Of the USB class of printers. */
export const printerClass = 7;

/** The printer that was chosen once; null where none was, or where it is not connected. */
export async function openUsbPrinter(usb: Usb): Promise<PrinterLink | null> {
  const [device] = await usb.getDevices();
  if (!device) return null;
  await device.open();
  if (!device.configuration) await device.selectConfiguration(1);
  const found = device.configuration?.interfaces.find(
    ({ alternate }) => alternate.interfaceClass === printerClass,
  );
  const endpoint = (direction: 'in' | 'out') =>
    found?.alternate.endpoints.find((one) => one.type === 'bulk' && one.direction === direction)
      ?.endpointNumber;
  const [into, out] = [endpoint('in'), endpoint('out')];
  if (!found || into === undefined || out === undefined) {
    await device.close();
    return null;
  }
  await device.claimInterface(found.interfaceNumber);
  return {
    async write(bytes) {
      await device.transferOut(out, bytes);
    },
    async read() {
      const { data } = await device.transferIn(into, 64);
      return data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null;
    },
    // Ends the transfer that waits, too.
    close: () => device.close(),
  };
}
