import type { FocusedField } from './focused-field.ts';
import type { KeyQueue } from './key-queue.ts';
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
 * Hears every key before the page does. A field that has the focus gets its keys from the page at once, and if they turn
 * out to be a scan, its text back; all other keys go to the queue. A held key counts once. Returns how to stop listening.
 */
export function listenToKeyboard(
  page: Window,
  queue: KeyQueue,
  focused: FocusedField,
  scanning: Scanning,
): () => void {
  let burst: Burst = noBurst;
  /** The field that the burst types into, as it was. */
  let before: Before | null = null;
  /** The field has the burst's keys from the page, and nobody else is to be given them. */
  let isPages = false;
  let takeBack = () => {};
  let queuedBefore = 0;
  let timer = 0;

  /** Carries out what was typed, in order. */
  const release = (keys: readonly string[], atMs: number) => {
    if (isPages) return;
    for (const key of keys) {
      // The key before it may have led into a field.
      if (!queue.isBusy && isTyping(key) && before === null && focused.now) before = beforeScan(focused.now);
      queue.take({ key, atMs });
    }
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
    queue.forgetSince(queuedBefore);
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
    // Unless a scan ends here.
    const onControl = !queue.isBusy && isOnControl(event);
    if (event.repeat) {
      // In a text one may hold the keys that move and delete.
      const isText = !queue.isBusy && textFieldOf(event.target) !== null;
      if (!isText || !isEditing(event.key) || [...event.key].length === 1) event.preventDefault();
      return;
    }

    page.clearTimeout(timer);
    const settings = scanning.settings();
    const step =
      onControl && burst.keys.length === 0
        ? null
        : burstKey(burst, event.key, event.timeStamp, settings, scanning.isKnown);
    if (step) {
      const ended = burst;
      release(step.released, event.timeStamp);
      if (step.brokeOff) breakOff(ended);
      burst = step.burst;
      if (burst.keys.length === 1) {
        before = null;
        isPages = false;
        takeBack = scanning.remember();
        queuedBefore = queue.mark();
      }
      if (burst.keys.length > 0) timer = page.setTimeout(onPause, waitMs(burst, settings));
      if (step.scanned !== null) {
        if (!staysTyped(step.scanned, step.scanned.slowestMs)) {
          event.preventDefault();
          event.stopPropagation();
          undo(ended.carriedOut);
          before = null;
          scanning.carryOut(step.scanned);
          return;
        }
        release(ended.keys.slice(ended.carriedOut), event.timeStamp);
      }
      if (step.held && step.scanned === null) {
        if (!leaveToPage(event)) event.preventDefault();
        return;
      }
    }
    if (onControl || (isEditing(event.key) && fieldOfPage(event))) return;
    const taken = queue.take({ key: event.key, atMs: event.timeStamp });
    // Reload, search and caret browsing would take the till away from under the cashier.
    if (taken || /^F([1-9]|10)$/.test(event.key)) event.preventDefault();
  };

  /** The field that the page gives this key to: none where it would overtake another key. */
  const fieldOfPage = (event: KeyboardEvent) => {
    if (queue.isBusy) return null;
    const target = textFieldOf(event.target);
    // A key released just now may have led elsewhere.
    if (target) return target === focused.now ? target : null;
    return focused.now || isOnControl(event) ? null : focused.forKey(event.key);
  };

  /** Whether the page may give the burst's newest key to the field: where none of those before it is still kept back. */
  const leaveToPage = (event: KeyboardEvent): boolean => {
    const earlier = burst.keys.length - 1;
    const field = isPages || burst.carriedOut >= earlier ? fieldOfPage(event) : null;
    if (!field && isPages) burst = { ...burst, carriedOut: earlier };
    isPages = field !== null;
    if (field && before === null) before = beforeScan(field);
    // Keys that only type change nothing else.
    if (field && earlier === 0) takeBack = () => {};
    return isPages;
  };

  page.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** Space and Enter belong to a control that was reached by Tab. */
const isOnControl = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof HTMLElement &&
  textFieldOf(target) === null &&
  target.matches('button, a[href], select, input, summary');

function inputPending(page: Window): boolean {
  const { scheduling } = page.navigator as Navigator & { scheduling?: { isInputPending?: () => boolean } };
  return scheduling?.isInputPending?.() ?? false;
}
