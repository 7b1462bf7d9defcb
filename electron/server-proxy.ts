import { protocolHeader } from '../shared/protocol/version.ts';

/** Longer than the register waits for any answer: a request that nobody waits for any more must not stay open. */
const answerWithinMs = 90_000;
/** What the protocol uses. Cookies and whatever else a page might add stay here. */
const sentHeaders = ['accept', 'authorization', 'content-type', protocolHeader];
/** Not `content-encoding` or `content-length`: what comes out of `fetch` is decoded already. */
const answeredHeaders = ['content-type', 'retry-after'];

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Passes the register's requests on to the sync server, event streams included. What is no answer of the server (no
 * network, a captive portal's redirect) is a network error for the register too.
 */
export function createServerProxy(fetch: Fetch, serverUrl: () => string | null) {
  return async (request: Request, path: string): Promise<Response> => {
    const server = serverUrl();
    if (server === null) return Response.error();
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    // Whole: an upload is at most half a megabyte, and a stream would be sent without its length.
    const body = hasBody ? await request.arrayBuffer() : null;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), answerWithinMs);
    try {
      const answer = await fetch(`${server}${path}`, {
        method: request.method,
        headers: pick(request.headers, sentHeaders),
        body,
        signal: abort.signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      });
      return new Response(answer.body && endingTogether(answer.body, abort), {
        status: answer.status,
        headers: dataOnly(pick(answer.headers, answeredHeaders)),
      });
    } catch {
      return Response.error();
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Electron cancels this body when the page goes away or aborts, but that alone does not end the request behind it
 * (electron/electron#47097): the server would keep an event stream open for nobody.
 */
function endingTogether(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  abort: AbortController,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        abort.abort();
        await reader.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A page from the server would run with the register's rights, because the origin is the same: no answer may be a page. */
function dataOnly(headers: Headers): Headers {
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  headers.set('x-content-type-options', 'nosniff');
  return headers;
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}
