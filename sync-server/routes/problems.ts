import type { Socket } from 'node:net';
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../shared/protocol/till.ts';
import { inPlainEnglish } from '../../shared/refusals/plain-english.ts';
import { type Refusal, refuse } from '../../shared/result.ts';
import { isDiskFull } from '../store/disk-full.ts';
import { isOutage } from '../store/outage.ts';

/** An answer that is not 2xx: what the route, the guard or a plugin throws. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;

  /** When it is worth trying again, where that is known. */
  readonly retryAfterSeconds: number;

  constructor(status: number, { refusal }: { readonly refusal: Refusal }, retryAfterSeconds = 2) {
    super(inPlainEnglish(refusal));
    this.status = status;
    this.code = refusal.code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Refusals with another status than 409 (conflict). */
const statusOf: Readonly<Record<string, number>> = {
  'request.invalid': 400,
  'activation.wrong': 404,
  'activation.locked': 429,
  'device.not_active': 403,
  'device.store_unknown': 404,
  'device.none': 404,
  'epoch.too_many': 429,
  'proof.wrong': 403,
  'readmit.not_ours': 403,
  'sign_in.wrong': 401,
  'sign_in.changed': 401,
  'sign_in.locked': 429,
  'sign_in.inactive': 403,
  'sign_in.not_this_store': 403,
  'upload.unknown_epoch': 401,
  'upload.broken_chain': 422,
  'upload.bad_signature': 422,
};

/** The one place where a refusal becomes HTTP. */
export function refused(refusal: Refusal): HttpProblem {
  const { code } = refusal;
  const status = code.endsWith('.stopping') ? 503 : (statusOf[code] ?? 409);
  return new HttpProblem(status, code === 'upload.unknown_epoch' ? refuse('device.unknown') : { refusal });
}

/** The one error handler: a `Problem` for everything, nothing of our insides for 5xx. */
export function handleError(
  error: FastifyError | HttpProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const problem = problemOf(error);
  if (problem.status >= 500) logFault(request.log, request, error);
  if (problem.status === 503 || problem.status === 429)
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  const body: Problem = { code: problem.code, message: problem.message.slice(0, 1000) };
  void reply.code(problem.status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

const invalid = (detail: string) => refuse('request.invalid', { detail });

const fixed: Readonly<Record<string, readonly [number, { readonly refusal: Refusal }]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, refuse('request.too_large')],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, refuse('request.wrong_type')],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, invalid('the body is empty; JSON is expected')],
  FST_ERR_BAD_URL: [400, invalid('the address is not valid')],
  FST_UNDER_PRESSURE: [503, refuse('server.busy')],
};

function problemOf(error: FastifyError | HttpProblem): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const known = fixed[error.code];
  if (known) return new HttpProblem(...known);
  if (error.validation) return new HttpProblem(400, invalid(explain(error)));
  if (isOutage(error)) return storageProblem(error);
  const status = error.statusCode ?? 500;
  if (status === 429) return new HttpProblem(429, refuse('request.too_many'));
  if (status >= 400 && status < 500) return new HttpProblem(status, invalid(error.message));
  return new HttpProblem(500, refuse('server.failed'));
}

/** Why the database does not do what was asked: both pass, and whoever asked tries again. */
export function storageProblem(error: unknown): HttpProblem {
  return new HttpProblem(503, isDiskFull(error) ? refuse('server.disk_full') : refuse('storage.unavailable'));
}

/** The first thing that is wrong, and where; never the value, which may be a password. */
function explain(error: FastifyError): string {
  const first = error.validation?.[0];
  return `${error.validationContext ?? 'request'}${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}`;
}

function logFault(log: FastifyBaseLogger, request: FastifyRequest, error: Error): void {
  const route = { method: request.method, url: request.url.split('?')[0] };
  // Thrown on purpose, so there is nothing to investigate.
  if (isDiskFull(error)) log.warn(route, 'refused: the disk of the database is full');
  else if (isOutage(error))
    log.warn({ ...route, reason: error.message }, 'refused: the database does not answer');
  else if (error instanceof HttpProblem) log.warn({ ...route, code: error.code }, error.message);
  else log.error({ ...route, err: error }, 'request failed');
}

/** What the HTTP parser refuses reaches no route: the same kind of answer, written by hand. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  const [status, reason, { refusal }] = clientErrors[error.code ?? ''] ?? notHttp;
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const body = JSON.stringify({ code: refusal.code, message: inPlainEnglish(refusal) } satisfies Problem);
  const head = `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8`;
  if (socket.writable) socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.destroy(error);
}

type ClientError = readonly [status: number, reason: string, { readonly refusal: Refusal }];

const clientErrors: Readonly<Record<string, ClientError>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', refuse('request.too_large')],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', refuse('request.too_slow')],
};
const notHttp: ClientError = [400, 'Bad Request', invalid('that is not HTTP')];

export const notFound = (): never => {
  throw new HttpProblem(404, refuse('route.unknown'));
};
