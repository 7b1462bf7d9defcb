import { instantAt } from '../../shared/domain/instants.ts';
import { HeadAnswer, HeadRequest, maxUploadBytes, UploadRequest } from '../../shared/protocol/till.ts';
import { deviceOf } from '../auth/guard.ts';
import { type App, type AppParts, deviceSecurity, problems } from './context.ts';
import { headAnswer } from './head-answer.ts';
import { refused } from './problems.ts';

export function entryRoutes(app: App, { store, streams, nowMs, metrics }: AppParts): void {
  app.get(
    '/api/head',
    {
      schema: {
        tags: ['journal'],
        description: 'The end of this epoch’s chain as the server has it.',
        security: deviceSecurity,
        querystring: HeadRequest,
        response: { 200: HeadAnswer, ...problems },
      },
    },
    async (request) => {
      const { head } = deviceOf(request);
      return headAnswer(request.query.nonce, head, instantAt(nowMs()));
    },
  );

  app.post(
    '/api/entries',
    {
      bodyLimit: maxUploadBytes,
      schema: {
        tags: ['journal'],
        description: 'Entries of this epoch, in order. Answered when they are durable.',
        security: deviceSecurity,
        body: UploadRequest,
        response: { 200: HeadAnswer, ...problems },
      },
    },
    async (request) => {
      const { device } = deviceOf(request);
      const { entries, unsent, pos_version, nonce } = request.body;
      const uploaded = await streams.upload(device, entries, request.ip);
      metrics.uploaded(uploaded.ok ? 'taken' : uploaded.refusal.code, entries.length);
      if (!uploaded.ok) throw refused(uploaded.refusal);
      const server_time = instantAt(nowMs());
      await store
        .signOfLife('pos_devices', device.device_id, 'last_seen', server_time, { unsent, pos_version })
        // The entries are durable: the terminal must hear that, whatever becomes of its sign of life.
        .catch((error: unknown) => request.log.warn({ err: error }, 'sign of life not kept'));
      return headAnswer(nonce, { ...device, ...uploaded.value }, server_time);
    },
  );
}
