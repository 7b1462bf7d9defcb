import { type Static, Type } from 'typebox';
import { instantAt } from '../../shared/domain/instants.ts';
import { chainStream } from '../../shared/journal/entry.ts';
import { ChangesAnswer, SnapshotAnswer, StreamName } from '../../shared/protocol/till.ts';
import { refuse } from '../../shared/result.ts';
import { Text } from '../../shared/schema/scalars.ts';
import { deviceOf } from '../auth/guard.ts';
import { type App, type AppParts, deviceSecurity, problems } from './context.ts';
import { HttpProblem, refused } from './problems.ts';

/** A whole number as it stands in an address: `1.5`, `1e3` and ` 7` are none. */
const Digits = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' });

const ChangesQuery = Type.Object(
  {
    stream: StreamName,
    after: Type.Optional(Digits),
    nonce: Type.Optional(Text(64)),
    from: Type.Optional(Digits),
    to: Type.Optional(Digits),
  },
  { additionalProperties: false },
);

const snapshotLimit = 2000;
const SnapshotQuery = Type.Object(
  {
    stream: StreamName,
    after: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}/[0-9a-f]{24}$' })),
    /** At most 2000, and so many where it is missing. */
    limit: Type.Optional(Digits),
  },
  { additionalProperties: false },
);

export function feedRoutes(app: App, { streams, nowMs, metrics }: AppParts): void {
  app.get(
    '/api/changes',
    {
      schema: {
        tags: ['feed'],
        description:
          'What changed in scope after a cursor (after, nonce), or in a range of blocks (from, to) behind a snapshot.',
        security: deviceSecurity,
        querystring: ChangesQuery,
        response: { 200: ChangesAnswer, ...problems },
      },
    },
    async (request) => {
      const { device } = deviceOf(request);
      const stream = streamOf(request.query.stream, device.stream);
      const changes = await streams.changes(stream, device.stream, rangeOf(request.query));
      metrics.fed(
        changes.ok ? (changes.value.documents.length > 0 ? 'documents' : 'nothing') : 'snapshot_needed',
      );
      if (!changes.ok) throw refused(changes.refusal);
      return { ...changes.value, server_time: instantAt(nowMs()) };
    },
  );

  app.get(
    '/api/snapshot',
    {
      schema: {
        tags: ['feed'],
        description: 'A page of the documents in scope as they are now.',
        security: deviceSecurity,
        querystring: SnapshotQuery,
        response: { 200: SnapshotAnswer, ...problems },
      },
    },
    async (request) => {
      const { device } = deviceOf(request);
      const { after = null, stream } = request.query;
      const limit = limitOf(request.query.limit);
      const page = await streams.snapshot(streamOf(stream, device.stream), device.stream, after, limit);
      metrics.fed('snapshot_page');
      return { ...page, server_time: instantAt(nowMs()) };
    },
  );
}

/** A terminal reads its own store's stream and the chain's: it cannot so much as name another (SYN6). */
const streamOf = (name: StreamName, store: string): string => (name === chainStream ? chainStream : store);

function rangeOf({ after, nonce, from, to }: Static<typeof ChangesQuery>) {
  if (after !== undefined && nonce !== undefined && from === undefined && to === undefined) {
    return { after: { position: Number(after), nonce } };
  }
  const isRange = from !== undefined && to !== undefined && Number(from) <= Number(to);
  if (isRange && after === undefined && nonce === undefined) return { from: Number(from), to: Number(to) };
  throw new HttpProblem(
    400,
    refuse('request.invalid', { detail: 'give either after and nonce, or from and to with from ≤ to' }),
  );
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? snapshotLimit : Number(text);
  if (limit >= 1 && limit <= snapshotLimit) return limit;
  throw new HttpProblem(
    400,
    refuse('request.invalid', { detail: `limit must be from 1 to ${snapshotLimit}` }),
  );
}
