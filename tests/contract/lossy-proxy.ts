import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

interface LossyProxy {
  readonly uri: string;
  /** The next `times` messages that contain the text, or the answers to them, are lost with their connection. */
  readonly lose: (what: 'request' | 'answer', text: string, times: number) => void;
  /** How many were. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

/** A network between the driver and the server of the URI that fails at will. */
export async function openLossyProxy(uri: string): Promise<LossyProxy> {
  const { hostname, port, pathname } = new URL(uri);
  const sockets = new Set<Socket>();
  let losing: { what: 'request' | 'answer'; text: string; times: number } | null = null;
  let lost = 0;

  const server = createServer((client) => {
    const upstream = connect(Number(port || 27017), hostname);
    let loseAnswer = false;
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    client.on('data', (data) => {
      const hit = losing !== null && lost < losing.times && data.includes(losing.text);
      if (hit) lost += 1;
      if (hit && losing?.what === 'request') return cut();
      if (hit) loseAnswer = true;
      upstream.write(data);
    });
    upstream.on('data', (data) => (loseAnswer ? cut() : client.write(data)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');

  return {
    uri: `mongodb://127.0.0.1:${address.port}${pathname}?directConnection=true`,
    lose: (what, text, times) => {
      losing = { what, text, times };
    },
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
