import type { ServerResponse } from 'node:http';
import { chainStream } from '../../shared/journal/entry.ts';
import { eventMore } from '../../shared/protocol/till.ts';
import { deviceOf } from '../auth/guard.ts';
import { type App, type AppParts, deviceSecurity } from './context.ts';

/** Proxies cut silent connections after half a minute or more. */
const heartbeatMs = 15_000;
/** A terminal that reads nothing is dropped; it asks again when it is back. */
const maxUnreadBytes = 64 * 1024;

/** `event: more`: there is more in the store's or the chain's stream. Nothing else travels here. */
export function eventRoutes(app: App, { streams, metrics }: AppParts): void {
  /** Open connections, with the store of each. */
  const open = new Map<ServerResponse, string>();
  const send = (connection: ServerResponse, text: string) => {
    if (connection.writableLength > maxUnreadBytes) connection.destroy();
    else connection.write(text);
  };

  const unsubscribe = streams.onBlock((stream) => {
    for (const [connection, store] of open) {
      if (stream === chainStream) send(connection, moreIn('chain'));
      else if (stream === store) send(connection, moreIn('store'));
    }
  });
  const heartbeat = setInterval(() => {
    for (const connection of open.keys()) send(connection, ':\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    unsubscribe();
    for (const connection of open.keys()) connection.end();
  });

  app.get(
    '/api/events',
    {
      // A HEAD would wait for the end of a stream that has none.
      exposeHeadRoute: false,
      schema: {
        tags: ['feed'],
        description: 'Server-sent events: `event: more`, `data: store` or `chain`. Heartbeats are comments.',
        security: deviceSecurity,
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => {
      const { device } = deviceOf(request);
      reply.hijack();
      const connection = reply.raw;
      connection.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      });
      open.set(connection, device.stream);
      metrics.terminals(open.size);
      connection.on('close', () => {
        open.delete(connection);
        metrics.terminals(open.size);
      });
      // What was appended between the terminal's last pull and this moment was told to nobody.
      send(connection, moreIn('store') + moreIn('chain'));
    },
  );
}

const moreIn = (stream: 'store' | 'chain') => `event: ${eventMore}\ndata: ${stream}\n\n`;
