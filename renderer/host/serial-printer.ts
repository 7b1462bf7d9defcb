import type { PrinterLink } from '../../shared/printing/printer.ts';
import type { Serial } from './web-devices.ts';

/** The port that was chosen once; null where none was, or where it is not connected. */
export async function openSerialPrinter(serial: Serial, baudRate: number): Promise<PrinterLink | null> {
  const [port] = await serial.getPorts();
  if (!port) return null;
  await port.open({ baudRate });
  const reader = port.readable?.getReader();
  const writer = port.writable?.getWriter();
  if (!reader || !writer) {
    await port.close();
    return null;
  }
  return {
    write: (bytes) => writer.write(bytes),
    async read() {
      const { value } = await reader.read();
      return value ?? null;
    },
    async close() {
      await reader.cancel();
      reader.releaseLock();
      await writer.close();
      writer.releaseLock();
      await port.close();
    },
  };
}
