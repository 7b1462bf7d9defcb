import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, localeIn } from '../texts/languages.ts';
import type { TillView } from '../till/api.ts';
import classes from './app.module.css';
import { ZReportScreen } from './close-shift/z-report-screen.tsx';
import { CustomerFeed } from './desktop/customer-feed.tsx';
import { createFormat } from './format.ts';
import { Frame } from './frame/frame.tsx';
import { later } from './later.tsx';
import { LockScreen } from './lock/lock-screen.tsx';
import { useLock } from './lock/use-lock.ts';
import { OpenShiftScreen } from './open-shift/open-shift-screen.tsx';
import { screens } from './screens.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { paperOf } from './slips/paper.ts';
import { FormatContext, PaperContext, useRegisterState, useTillState } from './till-context.ts';
import { TouchKeyboardSlot, touchKeyboard } from './touch-keyboard/touch-keyboard-slot.tsx';

const stoppedScreen = later(() =>
  import('./stopped/stopped-screen.tsx').then(({ StoppedScreen }) => StoppedScreen),
);

export function App() {
  const { phase, view } = useTillState();
  useLaterScreens();
  const isReady = phase.phase === 'ready' && view !== null;
  return (
    <>
      {isReady ? <WithView view={view} /> : <SetupScreen phase={phase} />}
      <TouchKeyboardSlot />
    </>
  );
}

function WithView({ view }: { readonly view: TillView }) {
  const { settings, store } = view;
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const format = useMemo(
    () => createFormat({ ...settings, locale: localeIn(language, settings.locale) }, store.time_zone),
    [settings, store.time_zone, language],
  );
  const paper = useMemo(() => paperOf(i18n, settings, store.time_zone), [settings, store.time_zone, i18n]);
  return (
    <FormatContext value={format}>
      <PaperContext value={paper}>
        <CustomerFeed />
        <Frame>
          <AtTheTill view={view} />
        </Frame>
      </PaperContext>
    </FormatContext>
  );
}

/** Behind the lock the screen stays as it is, unseen and unheard; for another user it begins anew. */
function AtTheTill({ view }: { readonly view: TillView }) {
  const { session, locked } = useTillState();
  useLock();
  if (session === null) return <SignInScreen />;
  return (
    <>
      {locked && <LockScreen session={session} />}
      <div className={locked ? classes.hidden : classes.shown}>
        <Screen key={session.user.id} view={view} />
      </div>
    </>
  );
}

function Screen({ view }: { readonly view: TillView }) {
  const name = useRegisterState(({ screen }) => screen.is);
  const closedShift = useRegisterState((state) => state.closedShift);
  // A sale that has begun comes to its end first: to its receipt, or to the refusal.
  const sells = useRegisterState(({ screen, mode }) => screen.is === 'sell' && mode.is !== 'basket');
  const { stopped } = useTillState();
  const screen = screens[name];
  if (closedShift !== null && !screen.overReport) return <ZReportScreen shift={closedShift} />;
  if (screen.needs === 'nothing') return <screen.Screen />;
  if (stopped && (!view.shift || (name === 'sell' && !sells)))
    return <stoppedScreen.Screen code={stopped.code} />;
  return view.shift ? <screen.Screen shift={view.shift} /> : <OpenShiftScreen />;
}

/** Screens that selling does not need are fetched while nothing happens, so that no update can take them away. */
function useLaterScreens(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      for (const { preload } of [...Object.values(screens), stoppedScreen, touchKeyboard])
        preload?.().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
}
