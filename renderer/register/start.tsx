import { createRegisterStore } from './register-store.ts';
import './register.css';
import type { i18n } from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { must } from '../../shared/result.ts';
import { languageOf } from '../texts/languages.ts';
import { addLanguage } from '../texts/load-texts.ts';
import { registerTexts } from '../texts/register/texts.ts';
import type { Till } from '../till/api.ts';
import { App } from './app.tsx';
import { showChosenColours } from './colours.ts';
import { HostContext, type HostExtras } from './desktop/host-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { rememberRegister } from './keys/before-scan.ts';
import { carryOut } from './keys/carry-out.ts';
import { FocusedField } from './keys/focused-field.ts';
import { KeyQueue } from './keys/key-queue.ts';
import { listenToKeyboard, type Scanning } from './keys/keyboard.ts';
import { createLayers, LayersContext } from './keys/layers.ts';
import { issueSales } from './printing/issue-sales.ts';
import { printSlips } from './printing/print-slips.ts';
import type { SlipPrinter } from './printing/slip-printer.ts';
import { carryOutScan, refuseBrokenScan } from './scan/carry-out-scan.ts';
import { readScan } from './scan/read-scan.ts';
import { createScanner } from './scan/scanner.ts';
import { trialTiming } from './scan/scanner-settings.ts';
import { keepBasket } from './sell/keep-basket.ts';
import { makeSlips } from './slips/make-slips.ts';
import { paperOf } from './slips/paper.ts';
import { PrintedPage } from './slips/printed-page.tsx';
import { type Register, RegisterContext } from './till-context.ts';

/** Puts the register on the page. */
export function startRegister(
  root: HTMLElement,
  till: Till,
  texts: i18n,
  printer: SlipPrinter,
  host: HostExtras = {},
): void {
  const layers = createLayers();
  const store = createRegisterStore();
  const scanner = createScanner(localStorage);
  const focused = new FocusedField(root.ownerDocument);
  const queue = new KeyQueue((wanted) =>
    carryOut(wanted, layers, focused, (code) => carryOutScan(register, code)),
  );
  const register: Register = {
    till,
    store,
    queue,
    printer,
    scanner,
    t: texts.t,
    laidOut: { current: [] },
    print: () => void printSlips(register, register.laidOut.current),
    slips: () => {
      const { view, training } = till.state();
      const { settings, store } = must(view, 'view');
      return makeSlips(paperOf(texts, settings, store.time_zone), must(view, 'view'), training);
    },
  };
  issueSales(register);
  keepBasket(register, sessionStorage);
  const setLanguage = () => {
    root.ownerDocument.documentElement.lang = texts.language;
  };
  setLanguage();
  texts.on('languageChanged', setLanguage);
  // Slips speak the chain's language, whichever the screens speak.
  till.states.subscribe(() => {
    const { view } = till.state();
    if (view) void addLanguage(registerTexts, texts, languageOf(view.settings.locale));
  });

  /** On the scanner's own screen what is scanned is only shown. */
  const isTried = () => {
    const { session, locked } = till.state();
    return store.getState().screen.is === 'scanner' && session !== null && !locked;
  };
  const scanning: Scanning = {
    settings: () => (isTried() ? trialTiming : scanner.timing()),
    remember: () => rememberRegister(store),
    areExpected: () => till.state().phase.phase === 'ready',
    isKnown: (scan) => {
      const { view } = till.state();
      return view !== null && readScan(scanner.codeOf(scan), view).is !== 'unknown';
    },
    carryOut: (scan) => {
      if (isTried()) scanner.showTried(scan);
      else queue.take({ code: scanner.codeOf(scan) });
    },
    brokeOff: () => (isTried() ? scanner.showTried('broke_off') : refuseBrokenScan(register)),
  };
  listenToKeyboard(window, queue, focused, scanning);

  showChosenColours();
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <RegisterContext value={register}>
          <LayersContext value={layers}>
            <HostContext value={host}>
              <ErrorBoundary>
                <App />
                <PrintedPage />
              </ErrorBoundary>
            </HostContext>
          </LayersContext>
        </RegisterContext>
      </I18nextProvider>
    </StrictMode>,
  );
}
