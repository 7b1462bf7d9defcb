import { createStore, type StoreApi } from 'zustand';
import { defaultScanner, type Scan, type ScannerSettings } from '../keys/scan-bursts.ts';
import { codeOf, readScannerChoice, type ScannerChoice, writeScannerChoice } from './scanner-settings.ts';

interface ScannerState {
  readonly choice: ScannerChoice;
  /** What came last while it was tried out. */
  readonly tried: Scan | 'broke_off' | null;
}

/** The wedge scanner of this device, as far as a till can know one that types like a keyboard. */
export interface Scanner {
  readonly state: StoreApi<ScannerState>;
  readonly timing: () => ScannerSettings;
  readonly codeOf: (scan: Scan) => string;
  /** Kept on this device, and taken up at once. */
  readonly choose: (choice: ScannerChoice) => void;
  readonly showTried: (tried: ScannerState['tried']) => void;
}

export function createScanner(storage: Pick<Storage, 'getItem' | 'setItem'>): Scanner {
  const state = createStore<ScannerState>(() => ({ choice: readScannerChoice(storage), tried: null }));
  return {
    state,
    timing: () => ({ ...defaultScanner, gapMs: state.getState().choice.gapMs }),
    codeOf: (scan) => codeOf(scan, state.getState().choice),
    choose: (choice) => {
      writeScannerChoice(storage, choice);
      state.setState({ choice });
    },
    showTried: (tried) => state.setState({ tried }),
  };
}
