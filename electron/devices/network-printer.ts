import { connect, type Socket } from 'node:net';
import { printOver } from '../../shared/printing/print-over.ts';
import type { PrinterLink, PrinterResult } from '../../shared/printing/printer.ts';
import { refuse } from '../../shared/result.ts';

const connectWithinMs = 3_000;
const patience = {
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref()),
  answerMs: 2_000,
  printMs: 20_000,
};

/** Prints on a receipt printer that listens on a TCP port, commonly 9100. */
export async function printByNetwork(
  address: { readonly host: string; readonly port: number },
  bytes: Uint8Array,
  waiting = patience,
): Promise<PrinterResult> {
  const socket = await dial(address);
  if (!socket) {
    return refuse('printer.offline');
  }
  return printOver(linkOver(socket), bytes, waiting);
}

function dial({ host, port }: { readonly host: string; readonly port: number }): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const giveUp = () => {
      socket.destroy();
      resolve(null);
    };
    socket.setTimeout(connectWithinMs, giveUp);
    socket.once('error', giveUp);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', giveUp);
      resolve(socket);
    });
  });
}

function linkOver(socket: Socket): PrinterLink {
  // Without a listener an error would end the process; whoever reads or writes is told of it.
  socket.on('error', () => undefined);
  const chunks = socket[Symbol.asyncIterator]();
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
    async read() {
      const { value, done } = await chunks.next();
      return done ? null : (value as Uint8Array);
    },
    async close() {
      socket.end(() => socket.destroy());
    },
  };
}
