import { openTcpProxy } from '../../network/tcp-proxy.ts';

/** An address before a server that counts what passes in both directions, headers and all. */
export async function openCountingProxy(port: number): Promise<{
  readonly url: string;
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}> {
  let bytes = 0;
  const proxy = await openTcpProxy(
    () => ({ port }),
    () => (_, chunk) => {
      bytes += chunk.length;
      return 'pass';
    },
  );
  return { url: `http://localhost:${proxy.port}`, bytes: () => bytes, close: proxy.close };
}
