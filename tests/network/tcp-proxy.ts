import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Ends the connections that stand. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** What becomes of some bytes of one connection: `cut` loses them, and the connection; `drop` loses them without a word. */
export type Watch = (from: 'client' | 'server', chunk: Buffer) => 'pass' | 'cut' | 'drop';

/** An address before a server. `target` is asked, and a watch made, for each new connection. */
export async function openTcpProxy(
  target: () => { readonly port: number; readonly host?: string },
  watch: () => Watch = () => () => 'pass',
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const { port, host = '127.0.0.1' } = target();
    const upstream = connect(port, host);
    const judge = watch();
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const [socket, other, from] of [
      [client, upstream, 'client'],
      [upstream, client, 'server'],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (chunk: Buffer) => {
        const verdict = judge(from, chunk);
        if (verdict === 'cut') end();
        else if (verdict === 'pass') other.write(chunk);
      });
      socket.on('end', () => other.end());
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
