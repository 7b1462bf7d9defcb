import type { ServerResponse } from 'node:http';
import { chainStream } from '../../shared/journal/entry.ts';
import { eventMore } from '../../shared/protocol/till.ts';
import { refuse } from '../../shared/result.ts';
import { deviceOf } from '../auth/guard.ts';
import { type App, type AppParts, deviceSecurity } from './context.ts';
import { OpenStreams } from './open-streams.ts';
import { HttpProblem } from './problems.ts';

/** Proxies cut silent connections after half a minute or more. */
const heartbeatMs = 15_000;
/** A terminal that reads nothing is dropped; it asks again when it is back. */
const maxUnreadBytes = 64 * 1024;

const full = new HttpProblem(503, refuse('events.full'));

/** `event: more`: there is more in the store's or the chain's stream. Nothing else travels here. */
export function eventRoutes(app: App, { streams, metrics }: AppParts): void {
  const open = new OpenStreams<ServerResponse>();
  const send = (connection: ServerResponse, text: string) => {
    if (connection.writableLength > maxUnreadBytes) connection.destroy();
    else connection.write(text);
  };

  const unsubscribe = streams.onBlock((stream) => {
    const isChain = stream === chainStream;
    const text = moreIn(isChain ? 'chain' : 'store');
    for (const connection of open.connections(isChain ? null : stream)) send(connection, text);
  });
  const heartbeat = setInterval(() => {
    for (const connection of open.connections()) send(connection, ':\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    unsubscribe();
    for (const connection of open.connections()) connection.end();
  });

  app.get(
    '/api/events',
    {
      // A HEAD would wait for the end of a stream that has none.
      exposeHeadRoute: false,
      schema: {
        tags: ['feed'],
        description:
          'Server-sent events: `event: more`, `data: store` or `chain`. Heartbeats are comments. A third one of a terminal ends its oldest.',
        security: deviceSecurity,
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => {
      const { device } = deviceOf(request);
      if (!open.hasRoomFor(device.device_id)) throw full;
      reply.hijack();
      const connection = reply.raw;
      connection.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      });
      open.add({ connection, device_id: device.device_id, stream: device.stream });
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
