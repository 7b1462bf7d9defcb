import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { Problem } from '../../shared/protocol/till.ts';
import type { Metrics } from '../metrics.ts';
import type { CentralStore } from '../store/port.ts';
import type { Streams } from '../streams/streams.ts';

/** The application, with handlers typed by their routes' schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What the routes work with. */
export interface AppParts {
  readonly store: CentralStore;
  readonly streams: Streams;
  /** Seals tokens and certificates; survives a restored database. */
  readonly secret: string;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Uniform, from 0 to `below` − 1. */
  readonly randomInt: (below: number) => number;
  readonly metrics: Metrics;
  readonly isStopping: () => boolean;
}

/** What a route answers besides its 2xx, for the API's description. */
export const problems = { '4xx': Problem, '5xx': Problem };

export const deviceSecurity = [{ device: [] }];
export const userSecurity = [{ user: [] }];
