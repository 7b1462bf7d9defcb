import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { EmulatedPrinter } from './emulated-printer.ts';

/** An emulated printer on a port of its own. */
export class NetworkPrinter {
  readonly printer = new EmulatedPrinter((byte) => this.#socket?.write(Uint8Array.of(byte)));
  /** Cuts the connection once so many bytes have come. */
  cutAfterBytes = Number.POSITIVE_INFINITY;
  #socket: Socket | null = null;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('error', () => undefined);
      socket.on('data', (bytes: Buffer) => {
        this.cutAfterBytes -= bytes.length;
        if (this.cutAfterBytes <= 0) socket.destroy();
        else this.printer.receive(bytes);
      });
    });
  }

  static async start(): Promise<NetworkPrinter> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new NetworkPrinter(server);
  }

  get address(): { readonly host: string; readonly port: number } {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return { host: '127.0.0.1', port: address.port };
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
