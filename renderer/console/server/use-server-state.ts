import { useEffect, useState } from 'react';
import { askServer, type ServerState } from './ask-server.ts';

const askEveryMs = 5_000;

/** Asked again and again while the page is open; null until the first answer. */
export function useServerState(): ServerState | null {
  const [state, setState] = useState<ServerState | null>(null);
  useEffect(() => {
    let isOpen = true;
    let next = 0;
    const look = async () => {
      const said = await askServer(fetch);
      if (!isOpen) return;
      setState(said);
      next = window.setTimeout(look, askEveryMs);
    };
    void look();
    return () => {
      isOpen = false;
      clearTimeout(next);
    };
  }, []);
  return state;
}
