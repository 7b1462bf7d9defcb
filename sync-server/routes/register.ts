import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './context.ts';
import { notFound } from './problems.ts';

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Tillside</title>
<p>The register is not built yet. Run <code>npm run build</code>, or start by <code>npm start</code>, which does it.</p>
`;

/** Serves the built register. Called last: what no other route has taken is a file, a page of it, or unknown. */
export async function registerRoutes(app: App, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/',
      cacheControl: false,
      dotfiles: 'ignore',
      schemaHide: true,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
    });
  } else {
    app.get('/*', { schema: { hide: true } }, (request, reply) =>
      isNavigation(request) ? reply.code(503).type('text/html; charset=utf-8').send(notBuilt) : notFound(),
    );
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && isNavigation(request)) return sendPage(reply);
    return notFound();
  });
}

/** Vite names what it puts into `assets` by its content; everything else may change under its name. */
const cachingOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** A page of the register, as opposed to a file that is missing: the router in the browser knows which. */
const isNavigation = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  !request.url.startsWith('/api/') &&
  (request.headers.accept ?? '').includes('text/html');

const sendPage = (reply: FastifyReply) => reply.code(200).sendFile('index.html');
