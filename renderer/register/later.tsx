import { type ComponentType, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../kit/key-button.tsx';
import { MessagePage } from '../kit/message-page.tsx';
import { useLayer } from './keys/layers.ts';
import { useHold } from './keys/use-hold.ts';
import { useRegister } from './till-context.ts';
import { showScreen } from './transitions/screens.ts';

interface Later<P> {
  readonly Screen: ComponentType<P>;
  readonly preload: () => Promise<void>;
}

/**
 * A screen that is fetched after the start; keys wait for it. Once fetched it is there in the same moment: React's own
 * `lazy` holds back what it has loaded for up to 300 ms.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | null = null;
  const preload = async () => {
    loaded = await load();
  };
  function Screen(props: P) {
    const { queue } = useRegister();
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(loaded ? 'loaded' : 'loading');
    useEffect(() => {
      if (state !== 'loading' || loaded) return;
      preload().then(
        () => setState('loaded'),
        () => {
          queue.refused();
          setState('failed');
        },
      );
    }, [state, queue]);
    if (loaded) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return <NotYet failed={state === 'failed'} retry={() => setState('loading')} />;
  }
  return { Screen, preload };
}

interface NotYetProps {
  readonly failed: boolean;
  readonly retry: () => void;
}

function NotYet({ failed, retry }: NotYetProps) {
  const { t } = useTranslation();
  const { store, queue } = useRegister();
  useHold(!failed, 'Escape');
  const back = () => {
    queue.forget();
    store.change(showScreen('sell'));
  };
  useLayer({
    level: 0,
    actions: [
      ...(failed ? [{ key: 'Enter', label: t('setup.screen.retry'), run: retry, primary: true }] : []),
      { key: 'Escape', label: t('setup.screen.back'), run: back },
    ],
  });
  return (
    <MessagePage title={t(`setup.screen.${failed ? 'failed' : 'loading'}`)}>
      <p role="status">{failed && t('setup.screen.failedText')}</p>
      {failed && <KeyButton shortcut="Enter" label={t('setup.screen.retry')} onPress={retry} primary />}
    </MessagePage>
  );
}
