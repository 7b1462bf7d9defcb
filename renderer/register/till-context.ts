import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { must } from '../../shared/result.ts';
import type { Say } from '../texts/create-texts.ts';
import type { Till, TillState, TillView } from '../till/api.ts';
import type { Format } from './format.ts';
import type { KeyQueue } from './keys/key-queue.ts';
import type { SlipPrinter } from './printing/slip-printer.ts';
import type { RegisterState } from './register-state.ts';
import type { RegisterStore } from './register-store.ts';
import type { Scanner } from './scan/scanner.ts';
import type { Slips } from './slips/make-slips.ts';
import type { Paper } from './slips/paper.ts';
import type { SlipDocument } from './slips/slip-document.ts';

/** What every screen has at hand. */
export interface Register {
  readonly till: Till;
  readonly store: RegisterStore;
  readonly queue: KeyQueue;
  readonly printer: SlipPrinter;
  readonly scanner: Scanner;
  /** What the screen lays out to be printed. */
  readonly laidOut: { current: readonly SlipDocument[] };
  /** Prints what is laid out; called only after the sale is durable (JRN2). */
  readonly print: () => void;
  /** Makes slips, as the store stands now. */
  readonly slips: () => Slips;
  /** The texts, in the language chosen at this moment. */
  readonly t: Say;
}

export const RegisterContext = createContext<Register | null>(null);

export const useRegister = (): Register =>
  must(useContext(RegisterContext), 'register around this component');

export const useTill = (): Till => useRegister().till;

export function useTillState(): TillState {
  const { states, state } = useTill();
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = states.subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [states],
  );
  return useSyncExternalStore(subscribe, state);
}

/** The view where a screen cannot be there without one. */
export const useView = (): TillView => must(useTillState().view, 'view');

export const useRegisterState = <T>(select: (state: RegisterState) => T): T =>
  useStore(useRegister().store, select);

export const FormatContext = createContext<Format | null>(null);

/** Money and dates as the chosen language writes them, in the store's time zone. */
export const useFormat = (): Format => must(useContext(FormatContext), 'format around this component');

export const PaperContext = createContext<Paper | null>(null);

export const usePaper = (): Paper => must(useContext(PaperContext), 'paper around this component');

/** The till's best known time, again every so many milliseconds. */
export function useNow(everyMs = 1000): string {
  const till = useTill();
  const [now, setNow] = useState(till.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(till.now()), everyMs);
    return () => clearInterval(timer);
  }, [till, everyMs]);
  return now;
}
