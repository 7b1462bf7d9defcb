import type { RegisterState, ScreenName } from '../register-state.ts';
import { scansOfStock } from '../stock/scans-of-stock.ts';
import type { Register } from '../till-context.ts';
import { showRefusal } from '../transitions/notices.ts';
import { readScan, type ScanKind, type Scanned } from './read-scan.ts';
import { handlersEverywhere, type ScanHandlers } from './scan-handlers.ts';

/** Screens that want a kind of scan for themselves, as they stand. */
const screenScans: { readonly [Name in ScreenName]?: (state: RegisterState) => Partial<ScanHandlers> } = {
  stock: scansOfStock,
};

/** What is scanned, on whatever screen, is read first, and then handed to the handler of its kind. */
export function carryOutScan(register: Register, code: string): void {
  const { till, store, t } = register;
  const { view, session, locked } = till.state();
  if (view === null) return;
  if (locked || session === null)
    store.change(showRefusal(t(locked ? 'frame.scan.locked' : 'frame.scan.signedOut')));
  else handle(register, readScan(code, view), code);
}

function handle<Kind extends ScanKind>(register: Register, scanned: Scanned<Kind>, code: string): void {
  const state = register.store.getState();
  const handlers: ScanHandlers = { ...handlersEverywhere, ...screenScans[state.screen.is]?.(state) };
  handlers[scanned.is](register, scanned, code);
}

/** The rest of a scan did not come: what there was of it is gone. */
export const refuseBrokenScan = ({ store, t }: Register): void =>
  store.change(showRefusal(t('frame.scan.brokeOff')));
