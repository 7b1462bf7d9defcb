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
  let isWriting = false;
  return {
    async write(bytes) {
      isWriting = true;
      await writer.write(bytes);
      isWriting = false;
    },
    async read() {
      const { value } = await reader.read();
      return value ?? null;
    },
    async close() {
      await reader.cancel();
      reader.releaseLock();
      // What a printer does not take would be waited for without end, and the port stay in use.
      await (isWriting ? writer.abort() : writer.close());
      writer.releaseLock();
      await port.close();
    },
  };
}
