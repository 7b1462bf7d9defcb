import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { answerPolicy } from '../shared/content-security-policy.ts';
import { protocolHeader, protocolRefusal, protocolVersion } from '../shared/protocol/version.ts';
import { refuse } from '../shared/result.ts';
import { guard } from './auth/guard.ts';
import { applicationRoutes } from './routes/applications.ts';
import type { App, AppParts } from './routes/context.ts';
import { deviceRoutes } from './routes/devices.ts';
import { enrolmentRoutes } from './routes/enrolment.ts';
import { entryRoutes } from './routes/entries.ts';
import { eventRoutes } from './routes/events.ts';
import { feedRoutes } from './routes/feed.ts';
import { parseStrictJson } from './routes/json-body.ts';
import { answerClientError, HttpProblem, handleError, refused } from './routes/problems.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { stateRoutes } from './routes/state.ts';

/** Of everything but uploads of entries. */
const smallBody = 64 * 1024;
const maxEventLoopDelayMs = 5_000;
/** A full upload over 64 kbit/s takes more than a minute; who is slower than this holds a connection for nothing. */
const requestTimeoutMs = 120_000;

/** The server without a port: tests inject requests into it, main.ts lets it listen. */
export async function buildApp(
  parts: AppParts & {
    /** What `npm run build` has made: a folder for each application. */
    readonly builtDir: string;
    readonly log: FastifyBaseLogger;
    /** How many proxies in front tell the caller's address; wrong codes and passwords are counted by it. */
    readonly trustProxy?: number;
  },
): Promise<App> {
  const app: App = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    // A Problem, as for everything else: see below.
    return503OnClosing: false,
    bodyLimit: smallBody,
    trustProxy: (_address: string, hop: number) => hop < (parts.trustProxy ?? 0),
    requestTimeout: requestTimeoutMs,
    frameworkErrors: handleError,
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler(handleError);
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // The answers are made from checked documents; checking and copying them once more would only cost time.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  parseStrictJson(app);

  await app.register(helmet, securityHeaders);
  await app.register(rateLimit, { global: false });
  // Without a sample in its interval it refuses everything: at a slow start, after one second, not after five.
  const bound = { maxEventLoopDelay: maxEventLoopDelayMs, sampleInterval: maxEventLoopDelayMs };
  await app.register(underPressure, bound);
  await app.register(swagger, { openapi: apiDescription });

  app.addHook('onRequest', async (request) => {
    if (parts.isStopping() && request.url !== '/api/health') {
      throw new HttpProblem(503, refuse('server.stopping'));
    }
  });
  // Before anyone is asked for a token, whose form may have changed too.
  app.addHook('onRequest', async (request) => {
    const refusal = protocolRefusal(request.headers[protocolHeader]);
    if (refusal) throw refused(refusal);
  });
  app.decorateRequest('caller');
  app.addHook('onRequest', guard(parts));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    // An event stream's time is how long a terminal listened.
    if (route !== '/api/events') {
      parts.metrics.answered(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    }
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
  });

  stateRoutes(app, parts);
  enrolmentRoutes(app, parts);
  deviceRoutes(app, parts);
  signInRoutes(app, parts);
  entryRoutes(app, parts);
  feedRoutes(app, parts);
  eventRoutes(app, parts);
  await applicationRoutes(app, parts.builtDir);
  await app.ready();
  return app;
}

/** Not told to insist on TLS: inside a store the server often has none, and a proxy that has adds it. */
const securityHeaders = {
  contentSecurityPolicy: { useDefaults: false, directives: answerPolicy },
  strictTransportSecurity: false,
} as const;

const apiDescription = {
  openapi: '3.1.0',
  info: {
    title: 'Tillside sync server',
    description: 'Entries go up, documents come down.',
    version: String(protocolVersion),
  },
  components: {
    securitySchemes: {
      device: { type: 'http', scheme: 'bearer', description: 'A terminal’s token, one per epoch.' },
      user: { type: 'http', scheme: 'bearer', description: 'A signed-in user’s token.' },
    },
  },
} as const;
