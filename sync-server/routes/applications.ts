import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import { type Application, applications } from '../../shared/applications.ts';
import { pagePolicies, policyText } from '../../shared/content-security-policy.ts';
import type { App } from './context.ts';
import { notFound } from './problems.ts';

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Tillside</title>
<p>This page is not built yet. Run <code>npm run build</code>, or start by <code>npm start</code>, which does it.</p>
`;

const nothingHere = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tillside</title>
<p>There is nothing at this address. <a href="${applications.register.path}">Go to the register</a> or
<a href="${applications.console.path}">to head office</a>.</p>
`;

/** Serves every built application, each from its folder in `builtDir`. Called last: these routes take what is left. */
export async function applicationRoutes(app: App, builtDir: string): Promise<void> {
  for (const name of Object.keys(applications) as Application[]) {
    const prefix = applications[name].path.slice(0, -1);
    await app.register(async (under) => serve(under, name, join(builtDir, name)), { prefix });
  }
}

/** `under` knows only what is under the application's path. */
async function serve(under: App, name: Application, folder: string): Promise<void> {
  const { path, hasAddresses } = applications[name];
  const hidden = { schema: { hide: true } };
  // Relative addresses of the page need the slash.
  if (path !== '/') under.get('', hidden, (_request, reply) => reply.redirect(path));
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    const policy = policyText(pagePolicies[name]);
    await under.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: 'ignore',
      schemaHide: true,
      setHeaders: (reply, file) => {
        void reply.header('cache-control', cachingOf(file)).header('content-security-policy', policy);
      },
    });
  } else {
    under.get('/*', hidden, (request, reply) =>
      isNavigation(request) ? reply.code(503).type('text/html; charset=utf-8').send(notBuilt) : notFound(),
    );
  }
  under.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return notFound();
    if (isBuilt && hasAddresses) return reply.code(200).sendFile('index.html');
    return reply.code(404).type('text/html; charset=utf-8').send(nothingHere);
  });
}

/** Vite names what it puts into `assets` by its content; everything else may change under its name. */
const cachingOf = (file: string): string =>
  /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** A person who goes to an address, as opposed to a page or program that asks for a file. */
const isNavigation = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  !request.url.startsWith('/api/') &&
  (request.headers.accept ?? '').includes('text/html');
