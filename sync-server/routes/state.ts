import { setTimeout as delay } from 'node:timers/promises';
import { Type } from 'typebox';
import { instantAt } from '../../shared/domain/instants.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { Instant } from '../../shared/schema/scalars.ts';
import { type App, type AppParts, problems } from './context.ts';
import { storageProblem } from './problems.ts';

const pingTimeoutMs = 2_000;

/** Health, readiness and metrics of the server. They name no person or store, so anyone may read them. */
export function stateRoutes(app: App, { store, nowMs, metrics }: AppParts): void {
  app.get(
    '/api/health',
    {
      schema: {
        tags: ['server'],
        description: 'The process is alive.',
        response: { 200: Type.Object({ status: Type.Literal('alive') }), ...problems },
      },
    },
    async () => ({ status: 'alive' as const }),
  );

  app.get(
    '/api/ready',
    {
      schema: {
        tags: ['server'],
        description:
          'The database answers and has room, and the server is not stopping. It listens only once its streams are repaired.',
        response: { 200: Type.Object({ status: Type.Literal('ready') }), ...problems },
      },
    },
    async () => {
      const failure = await Promise.race([
        store.ping().then(
          () => null,
          (error: unknown) => storageProblem(error),
        ),
        delay(pingTimeoutMs, storageProblem(null), { ref: false }),
      ]);
      if (failure) throw failure;
      return { status: 'ready' as const };
    },
  );

  app.get(
    '/api/time',
    {
      schema: {
        tags: ['server'],
        description: 'The server’s clock.',
        response: { 200: Type.Object({ server_time: Instant, protocol: Type.Integer() }), ...problems },
      },
    },
    async () => ({ server_time: instantAt(nowMs()), protocol: protocolVersion }),
  );

  app.get(
    '/metrics',
    {
      schema: {
        tags: ['server'],
        description: 'Prometheus metrics; no personal data.',
        produces: ['text/plain'],
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );

  app.get(
    '/api/openapi.json',
    { schema: { tags: ['server'], description: 'This description.' } },
    async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
}
