import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/schema/shifts.ts';
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
import type { ScreenName } from './register-state.ts';
import { SellScreen } from './sell/sell-screen.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { paperOf } from './slips/paper.ts';
import { FormatContext, PaperContext, useRegisterState, useTillState } from './till-context.ts';
import { TouchKeyboardSlot, touchKeyboard } from './touch-keyboard/touch-keyboard-slot.tsx';

const ticket = later(() => import('./ticket/ticket-screen.tsx').then(({ TicketScreen }) => TicketScreen));
const stock = later(() => import('./stock/stock-screen.tsx').then(({ StockScreen }) => StockScreen));
const closeShift = later(() =>
  import('./close-shift/close-shift-screen.tsx').then(({ CloseShiftScreen }) => CloseShiftScreen),
);
const lastZ = later(() => import('./close-shift/last-z-screen.tsx').then(({ LastZScreen }) => LastZScreen));
const shiftPanel = later(() => import('./shift/shift-screen.tsx').then(({ ShiftScreen }) => ShiftScreen));
const cash = later(() => import('./shift/cash-screen.tsx').then(({ CashScreen }) => CashScreen));
const noSale = later(() => import('./shift/no-sale-screen.tsx').then(({ NoSaleScreen }) => NoSaleScreen));
const xReport = later(() => import('./shift/x-report-screen.tsx').then(({ XReportScreen }) => XReportScreen));
const handOver = later(() =>
  import('./shift/hand-over-screen.tsx').then(({ HandOverScreen }) => HandOverScreen),
);
const stoppedScreen = later(() =>
  import('./stopped/stopped-screen.tsx').then(({ StoppedScreen }) => StoppedScreen),
);
const pin = later(() => import('./lock/pin-screen.tsx').then(({ PinScreen }) => PinScreen));
const unsent = later(() => import('./unsent/unsent-screen.tsx').then(({ UnsentScreen }) => UnsentScreen));
const printer = later(() =>
  import('./printing/printer-screen.tsx').then(({ PrinterScreen }) => PrinterScreen),
);
const scanner = later(() => import('./scan/scanner-screen.tsx').then(({ ScannerScreen }) => ScannerScreen));
const more = later(() => import('./more/more-screen.tsx').then(({ MoreScreen }) => MoreScreen));

const laterScreens = [
  ticket,
  stock,
  shiftPanel,
  cash,
  noSale,
  xReport,
  handOver,
  closeShift,
  lastZ,
  stoppedScreen,
  pin,
  unsent,
  more,
  printer,
  scanner,
  touchKeyboard,
];

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
  const screen = useRegisterState((state) => state.screen);
  const closedShift = useRegisterState((state) => state.closedShift);
  // A sale that has begun comes to its end first: to its receipt, or to the refusal.
  const sells = useRegisterState((state) => state.screen === 'sell' && state.mode !== 'basket');
  const { stopped } = useTillState();
  // What is scanned meanwhile is looked at, and Esc comes back to the report.
  if (closedShift !== null && screen !== 'ticket' && screen !== 'stock')
    return <ZReportScreen shift={closedShift} />;
  switch (screen) {
    case 'ticket':
      return <ticket.Screen />;
    case 'unsent':
      return <unsent.Screen />;
    case 'printer':
      return <printer.Screen />;
    case 'scanner':
      return <scanner.Screen />;
    case 'more':
      return <more.Screen />;
    case 'stock':
      return <stock.Screen />;
    case 'pin':
      return <pin.Screen />;
    case 'last_z':
      return <lastZ.Screen />;
    default:
      if (stopped && (!view.shift || (screen === 'sell' && !sells)))
        return <stoppedScreen.Screen code={stopped.code} />;
      return view.shift ? <InShift screen={screen} shift={view.shift} /> : <OpenShiftScreen />;
  }
}

interface InShiftProps {
  readonly screen: Exclude<
    ScreenName,
    'ticket' | 'unsent' | 'more' | 'stock' | 'pin' | 'last_z' | 'printer' | 'scanner'
  >;
  readonly shift: Shift;
}

/** What there is only while a shift is open. */
function InShift({ screen, shift }: InShiftProps) {
  switch (screen) {
    case 'sell':
      return <SellScreen />;
    case 'shift':
      return <shiftPanel.Screen shift={shift} />;
    case 'cash_in':
      return <cash.Screen key={screen} movement="in" />;
    case 'cash_out':
      return <cash.Screen key={screen} movement="out" />;
    case 'safe_drop':
      return <cash.Screen key={screen} movement="safe_drop" />;
    case 'no_sale':
      return <noSale.Screen />;
    case 'x_report':
      return <xReport.Screen shift={shift} />;
    case 'hand_over':
      return <handOver.Screen shift={shift} />;
    case 'close_shift':
      return <closeShift.Screen shift={shift} />;
  }
}

/** Screens that selling does not need are fetched while nothing happens, so that no update can take them away. */
function useLaterScreens(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      for (const { preload } of laterScreens) preload().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
}
