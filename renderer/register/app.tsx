import { lazy, useEffect, useMemo } from 'react';
import type { TillView } from '../local/api.ts';
import { ZReportScreen } from './close-shift/z-report-screen.tsx';
import { createFormat } from './format.ts';
import { Frame } from './frame/frame.tsx';
import { OpenShiftScreen } from './open-shift/open-shift-screen.tsx';
import { printsAfterSale } from './print-preference.ts';
import { SellScreen } from './sell/sell-screen.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { FormatContext, useRegister, useRegisterState, useTillState } from './till-context.ts';

const load = {
  ticket: () => import('./ticket/ticket-screen.tsx'),
  stock: () => import('./stock/stock-screen.tsx'),
  closeShift: () => import('./close-shift/close-shift-screen.tsx'),
  unsent: () => import('./unsent/unsent-screen.tsx'),
  more: () => import('./more/more-screen.tsx'),
};
const TicketScreen = lazy(() => load.ticket().then(({ TicketScreen }) => ({ default: TicketScreen })));
const StockScreen = lazy(() => load.stock().then(({ StockScreen }) => ({ default: StockScreen })));
const CloseShiftScreen = lazy(() =>
  load.closeShift().then(({ CloseShiftScreen }) => ({ default: CloseShiftScreen })),
);
const UnsentScreen = lazy(() => load.unsent().then(({ UnsentScreen }) => ({ default: UnsentScreen })));
const MoreScreen = lazy(() => load.more().then(({ MoreScreen }) => ({ default: MoreScreen })));

export function App() {
  const { phase, view } = useTillState();
  usePrinting();
  useLaterScreens();
  if (phase.phase !== 'ready' || view === null) return <SetupScreen phase={phase} />;
  return <WithView view={view} />;
}

function WithView({ view }: { readonly view: TillView }) {
  const { settings, store } = view;
  const format = useMemo(() => createFormat(settings, store.time_zone), [settings, store.time_zone]);
  return (
    <FormatContext value={format}>
      <Frame>
        <Screen view={view} />
      </Frame>
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
      return <TicketScreen />;
    case 'unsent':
      return <UnsentScreen />;
    case 'more':
      return <MoreScreen />;
    case 'stock':
      return <StockScreen />;
    case 'close_shift':
      return view.shift ? <CloseShiftScreen shift={view.shift} /> : <OpenShiftScreen />;
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
      for (const screen of Object.values(load)) screen().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
}
