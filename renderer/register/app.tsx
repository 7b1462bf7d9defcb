import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillView } from '../local/api.ts';
import { languageOf, localeIn } from '../texts/languages.ts';
import { ZReportScreen } from './close-shift/z-report-screen.tsx';
import { createFormat } from './format.ts';
import { Frame } from './frame/frame.tsx';
import { later } from './later.tsx';
import { OpenShiftScreen } from './open-shift/open-shift-screen.tsx';
import { printsAfterSale } from './print-preference.ts';
import { SellScreen } from './sell/sell-screen.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { FormatContext, PaperContext, useRegister, useRegisterState, useTillState } from './till-context.ts';
import { useLanguage } from './use-language.ts';

const ticket = later(() => import('./ticket/ticket-screen.tsx').then(({ TicketScreen }) => TicketScreen));
const stock = later(() => import('./stock/stock-screen.tsx').then(({ StockScreen }) => StockScreen));
const closeShift = later(() =>
  import('./close-shift/close-shift-screen.tsx').then(({ CloseShiftScreen }) => CloseShiftScreen),
);
const unsent = later(() => import('./unsent/unsent-screen.tsx').then(({ UnsentScreen }) => UnsentScreen));
const more = later(() => import('./more/more-screen.tsx').then(({ MoreScreen }) => MoreScreen));

export function App() {
  const { phase, view } = useTillState();
  usePrinting();
  useLaterScreens();
  if (phase.phase !== 'ready' || view === null) return <SetupScreen phase={phase} />;
  return <WithView view={view} />;
}

function WithView({ view }: { readonly view: TillView }) {
  const { settings, store } = view;
  const { i18n } = useTranslation();
  const [language] = useLanguage();
  const format = useMemo(
    () => createFormat({ ...settings, locale: localeIn(language, settings.locale) }, store.time_zone),
    [settings, store.time_zone, language],
  );
  const paper = useMemo(
    () => ({
      t: i18n.getFixedT(languageOf(settings.locale)),
      format: createFormat(settings, store.time_zone),
    }),
    [settings, store.time_zone, i18n],
  );
  return (
    <FormatContext value={format}>
      <PaperContext value={paper}>
        <Frame>
          <Screen view={view} />
        </Frame>
      </PaperContext>
    </FormatContext>
  );
}

function Screen({ view }: { readonly view: TillView }) {
  const { session } = useTillState();
  const screen = useRegisterState((state) => state.screen);
  const closedShift = useRegisterState((state) => state.closedShift);
  if (session === null) return <SignInScreen />;
  if (closedShift !== null) return <ZReportScreen shift={closedShift} />;
  switch (screen) {
    case 'ticket':
      return <ticket.Screen />;
    case 'unsent':
      return <unsent.Screen />;
    case 'more':
      return <more.Screen />;
    case 'stock':
      return <stock.Screen />;
    case 'close_shift':
      return view.shift ? <closeShift.Screen shift={view.shift} /> : <OpenShiftScreen />;
    case 'sell':
      return view.shift ? <SellScreen /> : <OpenShiftScreen />;
  }
}

/** Slips go to the printer by themselves where that was asked for; the sale is durable by then (JRN2). */
function usePrinting(): void {
  const { print } = useRegister();
  const sale = useRegisterState(({ mode, lastSale }) => (mode === 'receipt' ? lastSale : null));
  useEffect(() => {
    if (sale && printsAfterSale()) print();
  }, [sale, print]);
}

/** Screens that selling does not need are fetched while nothing happens, so that no update can take them away. */
function useLaterScreens(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      for (const { preload } of [ticket, stock, closeShift, unsent, more]) preload().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
}
