import type { Net, Protocol } from 'electron';
import { policyText, registerPolicy } from '../shared/content-security-policy.ts';
import { appOrigin } from './policies.ts';
import { readRegisterFile } from './register-files.ts';
import { createServerProxy } from './server-proxy.ts';

/** No workers: the files are here already. */
const contentSecurityPolicy = policyText({ ...registerPolicy, 'worker-src': ["'none'"] });

/** Before the app is ready, or Chromium treats the origin as opaque: no IndexedDB, no WebCrypto. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appOrigin.scheme, privileges }]);
}

export interface AppParts {
  /** The built register. */
  readonly registerDir: string;
  /** Origin of the sync server: `https://pos.example.com`; null until the till is set up. */
  readonly serverUrl: () => string | null;
}

/** The register's files, and under `/api/` the sync server: for the register all of it is one origin, so no CORS. */
export function serveApp(
  protocol: Pick<Protocol, 'handle'>,
  net: Pick<Net, 'fetch'>,
  { registerDir, serverUrl }: AppParts,
): void {
  const askServer = createServerProxy((url, init) => net.fetch(url, init), serverUrl);
  protocol.handle(appOrigin.scheme, async (request) => {
    const { host, pathname, search } = new URL(request.url);
    if (host !== appOrigin.host) return new Response(null, { status: 404 });
    if (pathname.startsWith('/api/')) return askServer(request, `${pathname}${search}`);
    return answerFile(request, registerDir, pathname);
  });
}

async function answerFile(request: Request, folder: string, pathname: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
  const wantsPage = (request.headers.get('accept') ?? '').includes('text/html');
  const file = await readRegisterFile(folder, pathname, wantsPage);
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.bytes, {
    headers: {
      'content-type': file.contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    },
  });
}
