import { type ComponentType, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../components/message-page.tsx';

interface Later<P> {
  readonly Screen: ComponentType<P>;
  readonly preload: () => Promise<void>;
}

/**
 * A screen that is fetched after the start. Once fetched it is there in the same moment: React's own `lazy` holds
 * back what it has loaded for up to 300 ms, in which keys would be lost.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | null = null;
  const preload = async () => {
    loaded = await load();
  };
  function Screen(props: P) {
    const { t } = useTranslation();
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(loaded ? 'loaded' : 'loading');
    useEffect(() => {
      if (loaded) return;
      preload().then(
        () => setState('loaded'),
        () => setState('failed'),
      );
    }, []);
    if (loaded) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return (
      <MessagePage title={t(`setup.screen.${state === 'failed' ? 'failed' : 'loading'}`)}>{null}</MessagePage>
    );
  }
  return { Screen, preload };
}
