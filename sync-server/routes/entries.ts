import { instantAt } from '../../shared/domain/instants.ts';
import { HeadAnswer, HeadRequest, maxUploadBytes, UploadRequest } from '../../shared/protocol/till.ts';
import { refuse } from '../../shared/result.ts';
import { deviceOf } from '../auth/guard.ts';
import { type App, type AppParts, deviceSecurity, problems } from './context.ts';
import { headAnswer } from './head-answer.ts';
import { HttpProblem, refused } from './problems.ts';
import { UploadAllowance } from './upload-allowance.ts';

export function entryRoutes(app: App, { store, streams, nowMs, metrics }: AppParts): void {
  const allowance = new UploadAllowance(nowMs);
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
      // Before a byte of the body is read.
      onRequest: async (request) => {
        const { device_id } = deviceOf(request).device;
        const length = Number(request.headers['content-length']);
        const taken = allowance.take(device_id, length <= maxUploadBytes ? length : maxUploadBytes);
        if (!taken.ok) throw new HttpProblem(429, refuse('upload.too_much'), Math.min(600, taken.seconds));
      },
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
      allowance.keptWithoutBody(device.device_id, uploaded.value.without_body);
      const server_time = instantAt(nowMs());
      await store
        .signOfLife('pos_devices', device.device_id, 'last_seen', server_time, { unsent, pos_version })
        // The entries are durable: the terminal must hear that, whatever becomes of its sign of life.
        .catch((error: unknown) => request.log.warn({ err: error }, 'sign of life not kept'));
      return headAnswer(nonce, { ...device, ...uploaded.value }, server_time);
    },
  );
}
