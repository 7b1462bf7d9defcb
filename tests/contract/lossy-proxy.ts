import { openTcpProxy } from '../network/tcp-proxy.ts';

interface LossyProxy {
  readonly uri: string;
  /** The next `times` messages that contain the text, or the answers to them, are lost with their connection. */
  readonly lose: (what: 'request' | 'answer', text: string, times: number) => void;
  /** How many were. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

/** A network between the driver and the server of the URI that fails at will. */
export async function openLossyProxy(uri: string): Promise<LossyProxy> {
  const { hostname: host, port, pathname } = new URL(uri);
  let losing: { what: 'request' | 'answer'; text: string; times: number } | null = null;
  let lost = 0;

  const proxy = await openTcpProxy(
    () => ({ host, port: Number(port || 27017) }),
    () => {
      let loseAnswer = false;
      return (from, chunk) => {
        if (from === 'server') return loseAnswer ? 'cut' : 'pass';
        if (losing === null || lost >= losing.times || !chunk.includes(losing.text)) return 'pass';
        lost += 1;
        loseAnswer = losing.what === 'answer';
        return loseAnswer ? 'pass' : 'cut';
      };
    },
  );

  return {
    uri: `mongodb://127.0.0.1:${proxy.port}${pathname}?directConnection=true`,
    lose: (what, text, times) => {
      losing = { what, text, times };
    },
    lost: () => lost,
    close: proxy.close,
  };
}
