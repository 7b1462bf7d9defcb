import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { Problem } from '../../../shared/protocol/till.ts';
import { isOtherProtocol, protocolHeader, protocolVersion } from '../../../shared/protocol/version.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts';
import { bothClocks, type Heard } from '../clock.ts';
import type { Platform } from '../platform.ts';

/** `status`: of the server's answer; null where there was none that is the server's. */
export interface CallRefusal extends Refusal {
  readonly status: number | null;
}

export interface Call<S extends TSchema> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string | null;
  readonly body?: unknown;
  /** Instead of `body`: the JSON itself. */
  readonly text?: string;
  readonly answer: S;
  readonly timeoutMs?: number;
}

export interface ServerCalls {
  call<S extends TSchema>(call: Call<S>): Promise<Result<Static<S>, CallRefusal>>;
  /** An open answer, to be read as it comes; null where the server does not give one. */
  stream(path: string, token: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null>;
}

export interface ServerListener {
  onAnswer(heard: Heard): void;
  /** No answer, none of the server's, or of one that cannot serve this till. */
  onSilence(refusal: CallRefusal): void;
}

const defaultTimeoutMs = 20_000;

/** The one place where HTTP becomes results. Answers are checked whole; a captive portal's page is a network error. */
export function createServerCalls(
  platform: Platform,
  baseUrl: string,
  listener: ServerListener,
): ServerCalls {
  const headers = (token: string | null) => ({
    [protocolHeader]: String(protocolVersion),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  });

  async function call<S extends TSchema>(request: Call<S>): Promise<Result<Static<S>, CallRefusal>> {
    const sent = bothClocks(platform.host);
    const [path = ''] = request.path.split('?');
    const text = request.text ?? (request.body === undefined ? null : JSON.stringify(request.body));
    const abort = new AbortController();
    const cancel = platform.timers.after(request.timeoutMs ?? defaultTimeoutMs, () => abort.abort());
    let answer: { readonly status: number; readonly body: unknown };
    try {
      const response = await platform.fetch(`${baseUrl}${request.path}`, {
        method: request.method,
        headers: {
          ...headers(request.token),
          ...(text === null ? {} : { 'content-type': 'application/json' }),
        },
        ...(text === null ? {} : { body: text }),
        signal: abort.signal,
        cache: 'no-store',
        redirect: 'error',
      });
      answer = { status: response.status, body: JSON.parse(await response.text()) as unknown };
    } catch (error) {
      return error instanceof SyntaxError
        ? silent(refuse('network.not_the_server', { context: 'portal' }))
        : silent(refuse('network.unreachable'));
    } finally {
      cancel();
    }
    const received = bothClocks(platform.host);
    const { status, body } = answer;
    if (status >= 200 && status < 300) {
      if (!Check(request.answer, body))
        return silent(refuse('network.not_the_server', { context: 'answer', path }));
      const serverTime = serverTimeOf(body);
      if (serverTime !== null) listener.onAnswer({ serverTime, sent, received });
      return ok(body);
    }
    if (!Check(Problem, body)) return silent(refuse('network.not_the_server'));
    const refusal: CallRefusal = { ...body, status };
    // A server that fails is no contact: what it would say about limits is unknown.
    if (status >= 500 || isOtherProtocol(refusal.code)) listener.onSilence(refusal);
    return { ok: false, refusal };
  }

  function silent(silence: { readonly refusal: Refusal }): { ok: false; refusal: CallRefusal } {
    const refusal = { ...silence.refusal, status: null };
    listener.onSilence(refusal);
    return { ok: false, refusal };
  }

  async function stream(path: string, token: string, signal: AbortSignal) {
    try {
      const response = await platform.fetch(`${baseUrl}${path}`, {
        headers: { ...headers(token), accept: 'text/event-stream' },
        signal,
        cache: 'no-store',
        redirect: 'error',
      });
      const isStream = response.ok && response.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream && response.body) return response.body;
      await response.body?.cancel();
    } catch {
      // The caller tries again later, as it does after a stream that ended.
    }
    return null;
  }

  return { call, stream };
}

function serverTimeOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('server_time' in body)) return null;
  return typeof body.server_time === 'string' ? body.server_time : null;
}
