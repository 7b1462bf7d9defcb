import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createLogger, createServer, type InlineConfig } from 'vite';
import { hotTexts } from './hot-texts.ts';

export interface HotPages {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Vite's pages with hot reload at a port of this machine (0: any free one). The HTTP server is ours, because Vite's own
 * ends the process at a signal before a program that runs beside it has stopped.
 */
export async function serveHotPages(pages: InlineConfig, port: number): Promise<HotPages> {
  const http = createHttpServer();
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const vite = await createServer({
    ...pages,
    customLogger: quietLogger(),
    plugins: [pages.plugins, hotTexts()],
    server: { ...pages.server, middlewareMode: { server: http }, ws: { server: http } },
  });
  http.on('request', vite.middlewares);
  const bound = http.address();
  return {
    address: `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`,
    stop: async () => {
      http.close();
      http.closeAllConnections();
      await vite.close();
    },
  };
}

/** While the server starts again, each request to it fails: its own lines say that it starts. */
function quietLogger() {
  const logger = createLogger('warn');
  const { error } = logger;
  logger.error = (message, options) => {
    if (!message.includes('http proxy error')) error(message, options);
  };
  return logger;
}
