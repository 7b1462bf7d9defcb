import { flushSync } from 'react-dom';
import { type Layers, pressKey } from './layers.ts';
import {
  type Burst,
  burstKey,
  burstPause,
  defaultScanner,
  isModifier,
  noBurst,
  type Scan,
  type ScannerSettings,
  waitMs,
} from './scan-bursts.ts';
import {
  type Before,
  beforeScan,
  type Field,
  homeField,
  isEditing,
  isForPasswordManagers,
  isTyping,
  restore,
  textFieldOf,
} from './text-fields.ts';

/** What the register does with scans. */
export interface Scanning {
  /** As they are now: they may be changed while the till runs. */
  readonly settings: () => ScannerSettings;
  /** Asked at the first key of what may be a scan; what it gives takes back keys that were carried out too early. */
  readonly remember: () => () => void;
  /** False on the screens that set the till up: an activation code may be scanned into its field. */
  readonly areExpected: () => boolean;
  /** The till's documents know what this is a code of. */
  readonly isKnown: (scan: Scan) => boolean;
  readonly carryOut: (scan: Scan) => void;
  /** The rest of a scan did not come. */
  readonly brokeOff: () => void;
}

/**
 * Hears every key before the page does. Outside of fields keys go to the layers, or to the form's field where they are
 * typing; in a field they do their usual work at once, and if they turn out to be a scan, the field gets its text back.
 * A held key counts once. Returns how to stop listening.
 */
export function listenToKeyboard(page: Window, layers: Layers, scanning: Scanning): () => void {
  let burst: Burst = noBurst;
  let before: Before | null = null;
  let takeBack = () => {};
  let timer = 0;
  let lastField: Field | null = null;

  /** What the key leads to is on the screen before the next key is heard: two may come in one event. */
  const press = (key: string, atMs: number) => flushSync(() => pressKey(layers, key, atMs));

  /** Carries out what was typed, in order. */
  const release = (keys: readonly string[], atMs: number) => {
    if (before === null) for (const key of keys) press(key, atMs);
  };

  /**
   * A password manager types as fast as a scanner, a person types a PIN as fast as a slow one, an activation code may be
   * scanned: the field keeps it.
   */
  const staysTyped = (scan: Scan | null, slowestMs: number): boolean => {
    if (before === null) return false;
    if (!scanning.areExpected()) return true;
    const { field } = before;
    const isTypedSecret =
      isForPasswordManagers(field) || (field.type === 'password' && slowestMs > defaultScanner.gapMs);
    return isTypedSecret && (scan === null || !scanning.isKnown(scan));
  };

  /** Nothing that the scan's keys did remains. */
  const undo = (carriedOut: number) => {
    if (before) restore(before);
    if (carriedOut > 0) takeBack();
  };

  const breakOff = ({ carriedOut, slowestMs }: Burst) => {
    if (staysTyped(null, slowestMs)) return;
    undo(carriedOut);
    if (scanning.areExpected()) scanning.brokeOff();
  };

  const onPause = () => {
    // A busy page hears keys late: what the operating system has in store may still belong to the scan.
    if (inputPending(page)) {
      timer = page.setTimeout(onPause, 5);
      return;
    }
    const ended = burst;
    const pause = burstPause(burst, scanning.settings());
    burst = pause.burst;
    release(pause.released, ended.lastMs);
    if (pause.brokeOff) breakOff(ended);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isModifier(event.key)) return;
    // Space and Enter on a control reached by Tab belong to that control, unless a scan ends here.
    const onControl = isControl(event.target) && (event.key === 'Enter' || event.key === ' ');
    const field = textFieldOf(event.target) ?? (onControl ? null : fieldAtHome(event));
    if (event.repeat) {
      // In a text one may hold the keys that move and delete.
      if (!field || !isEditing(event.key) || [...event.key].length === 1) event.preventDefault();
      return;
    }

    page.clearTimeout(timer);
    const settings = scanning.settings();
    const step =
      onControl && burst.keys.length === 0
        ? null
        : burstKey(burst, event.key, event.timeStamp, settings, scanning.isKnown);
    if (step) {
      const { carriedOut } = burst;
      release(step.released, event.timeStamp);
      if (step.brokeOff) breakOff(burst);
      burst = step.burst;
      if (burst.keys.length === 1) {
        before = field && beforeScan(field);
        takeBack = field ? () => {} : scanning.remember();
      } else if (burst.keys.length > 1 && field && before === null) {
        // A key of it has led into the field, which has what follows already.
        before = beforeScan(field);
      }
      if (burst.keys.length > 0) timer = page.setTimeout(onPause, waitMs(burst, settings));
      if (step.scanned !== null && !staysTyped(step.scanned, step.scanned.slowestMs)) {
        event.preventDefault();
        event.stopPropagation();
        undo(carriedOut);
        before = null;
        scanning.carryOut(step.scanned);
        return;
      }
      if (step.held && step.scanned === null) {
        if (!field) event.preventDefault();
        return;
      }
    }
    if (onControl || (field && isEditing(event.key))) return;
    const taken = press(event.key, event.timeStamp);
    // Reload, search and caret browsing would take the till away from under the cashier.
    if (taken || /^F([1-9]|10)$/.test(event.key)) event.preventDefault();
  };

  /** Focused now, it gets what is typed as if it had had the focus all the time. */
  const fieldAtHome = ({ key }: KeyboardEvent): Field | null => {
    const field = isTyping(key) ? homeField(page.document, lastField) : null;
    field?.focus();
    return field;
  };

  const onFocus = ({ target }: FocusEvent) => {
    lastField = textFieldOf(target) ?? lastField;
  };

  page.addEventListener('keydown', onKeyDown, { capture: true });
  page.addEventListener('focusin', onFocus);
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', onKeyDown, { capture: true });
    page.removeEventListener('focusin', onFocus);
  };
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  textFieldOf(target) === null &&
  target.matches('button, a[href], select, input, summary');

function inputPending(page: Window): boolean {
  const { scheduling } = page.navigator as Navigator & { scheduling?: { isInputPending?: () => boolean } };
  return scheduling?.isInputPending?.() ?? false;
}
