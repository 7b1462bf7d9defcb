import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createLogger, createServer, type InlineConfig, type ViteDevServer } from 'vite';
import { hotTexts } from './hot-texts.ts';

export interface HotPages {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Vite's pages with hot reload at a port of this machine (0: any free one), of several applications each under its base;
 * the first has what the others do not. The HTTP server is ours, because Vite's own ends the process at a signal before a
 * program that runs beside it has stopped.
 */
export async function serveHotPages(applications: readonly InlineConfig[], port: number): Promise<HotPages> {
  const http = createHttpServer();
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const [first, ...others] = await Promise.all(applications.map((pages) => startVite(pages, http)));
  http.on('request', (request, answer) => {
    const isFor = ({ config }: ViteDevServer) => `${request.url}/`.startsWith(config.base);
    (others.find(isFor) ?? first)?.middlewares(request, answer);
  });
  const bound = http.address();
  return {
    address: `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`,
    stop: async () => {
      http.close();
      http.closeAllConnections();
      await Promise.all([first, ...others].map((vite) => vite?.close()));
    },
  };
}

const startVite = (pages: InlineConfig, http: Server): Promise<ViteDevServer> =>
  createServer({
    ...pages,
    customLogger: quietLogger(),
    plugins: [pages.plugins, hotTexts()],
    server: { ...pages.server, middlewareMode: { server: http }, ws: { server: http } },
  });

/** While the server starts again, each request to it fails: its own lines say that it starts. */
function quietLogger() {
  const logger = createLogger('warn');
  const { error } = logger;
  logger.error = (message, options) => {
    if (!message.includes('http proxy error')) error(message, options);
  };
  return logger;
}
