import { openTcpProxy } from '../network/tcp-proxy.ts';

interface LossyProxy {
  readonly uri: string;
  /** The next `times` messages that contain the text, or the answers to them, are lost with their connection. */
  readonly lose: (what: 'request' | 'answer', text: string, times: number) => void;
  /** How many were. */
  readonly lost: () => number;
  /** From now on nothing gets through, and nothing says so: connections stand and are silent. */
  readonly freeze: () => void;
  /** New connections work again; those that were silent end. */
  readonly thaw: () => void;
  readonly close: () => Promise<void>;
}

/** Scheme with user and password, hosts, database, options. */
const uriPattern = /^(mongodb:\/\/(?:[^@/]*@)?)([^/?]+)\/?([^?]*)\??(.*)$/;

/** A network between the driver and the server of the URI that fails at will. */
export async function openLossyProxy(uri: string): Promise<LossyProxy> {
  const [, before = '', hosts = '', database = '', query = ''] = uriPattern.exec(uri) ?? [];
  const [first = ''] = hosts.split(',');
  const { hostname: host, port } = new URL(`http://${first}`);
  const options = new URLSearchParams(query);
  // A replica set's members would be asked at their own addresses, past the proxy.
  options.delete('replicaSet');
  options.set('directConnection', 'true');
  let frozen = false;
  let losing: { what: 'request' | 'answer'; text: string; times: number } | null = null;
  let lost = 0;

  const proxy = await openTcpProxy(
    () => ({ host, port: Number(port || 27017) }),
    () => {
      let loseAnswer = false;
      return (from, chunk) => {
        if (frozen) return 'drop';
        if (from === 'server') return loseAnswer ? 'cut' : 'pass';
        if (losing === null || lost >= losing.times || !chunk.includes(losing.text)) return 'pass';
        lost += 1;
        loseAnswer = losing.what === 'answer';
        return loseAnswer ? 'pass' : 'cut';
      };
    },
  );

  return {
    uri: `${before}127.0.0.1:${proxy.port}/${database}?${options}`,
    lose: (what, text, times) => {
      losing = { what, text, times };
    },
    lost: () => lost,
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
      proxy.cut();
    },
    close: proxy.close,
  };
}
