import type { ComponentType } from 'react';
import type { Shift } from '../../shared/schema/shifts.ts';
import { later } from './later.tsx';
import type { ScreenName } from './register-state.ts';
import { SellScreen } from './sell/sell-screen.tsx';

interface Always {
  readonly needs: 'nothing';
  readonly Screen: ComponentType;
}

/** There only while a shift is open. */
interface InShift {
  readonly needs: 'shift';
  readonly Screen: ComponentType<{ readonly shift: Shift }>;
}

type RegisterScreen = (Always | InShift) & {
  /** Fetches it before it is asked for; without, it is there from the start. */
  readonly preload?: () => Promise<void>;
  /** What is scanned while a Z report is read is looked at, and Esc comes back to the report. */
  readonly overReport?: true;
};

const always = (load: () => Promise<ComponentType>): Always & RegisterScreen => ({
  needs: 'nothing',
  ...later(load),
});

const inShift = (
  load: () => Promise<ComponentType<{ readonly shift: Shift }>>,
): InShift & RegisterScreen => ({
  needs: 'shift',
  ...later(load),
});

const cash = () => import('./shift/cash-screen.tsx');

/** Every screen of the register, by its name. */
export const screens: Readonly<Record<ScreenName, RegisterScreen>> = {
  sell: { needs: 'shift', Screen: SellScreen },
  ticket: {
    ...always(() => import('./ticket/ticket-screen.tsx').then(({ TicketScreen }) => TicketScreen)),
    overReport: true,
  },
  stock: {
    ...always(() => import('./stock/stock-screen.tsx').then(({ StockScreen }) => StockScreen)),
    overReport: true,
  },
  unsent: always(() => import('./unsent/unsent-screen.tsx').then(({ UnsentScreen }) => UnsentScreen)),
  printer: always(() => import('./printing/printer-screen.tsx').then(({ PrinterScreen }) => PrinterScreen)),
  scanner: always(() => import('./scan/scanner-screen.tsx').then(({ ScannerScreen }) => ScannerScreen)),
  more: always(() => import('./more/more-screen.tsx').then(({ MoreScreen }) => MoreScreen)),
  pin: always(() => import('./lock/pin-screen.tsx').then(({ PinScreen }) => PinScreen)),
  last_z: always(() => import('./close-shift/last-z-screen.tsx').then(({ LastZScreen }) => LastZScreen)),
  shift: inShift(() => import('./shift/shift-screen.tsx').then(({ ShiftScreen }) => ShiftScreen)),
  cash_in: inShift(() => cash().then(({ CashInScreen }) => CashInScreen)),
  cash_out: inShift(() => cash().then(({ CashOutScreen }) => CashOutScreen)),
  safe_drop: inShift(() => cash().then(({ SafeDropScreen }) => SafeDropScreen)),
  no_sale: inShift(() => import('./shift/no-sale-screen.tsx').then(({ NoSaleScreen }) => NoSaleScreen)),
  x_report: inShift(() => import('./shift/x-report-screen.tsx').then(({ XReportScreen }) => XReportScreen)),
  hand_over: inShift(() =>
    import('./shift/hand-over-screen.tsx').then(({ HandOverScreen }) => HandOverScreen),
  ),
  close_shift: inShift(() =>
    import('./close-shift/close-shift-screen.tsx').then(({ CloseShiftScreen }) => CloseShiftScreen),
  ),
};
