import { flushSync } from 'react-dom';
import { type Layers, pressKey } from './layers.ts';
import {
  type Burst,
  burstKey,
  burstPause,
  isModifier,
  noBurst,
  type ScannerSettings,
} from './scan-bursts.ts';

/** A field as it was before a scan began to type into it. */
interface Before {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/**
 * Hears every key before the page does. Outside of fields keys go to the layers; in a field they do their usual work
 * at once, and if they turn out to be a scan, the field gets its text back. Outside of fields `remember` is asked at
 * the first key of what may be a scan; what it gives takes back keys that were carried out too early. Where scans are
 * not expected (`expectsScans`), a field keeps them: a password manager types as fast. A held key counts once. Returns
 * how to stop listening.
 */
export function listenToKeyboard(
  page: Window,
  layers: Layers,
  settings: ScannerSettings,
  remember: () => () => void,
  expectsScans: () => boolean,
  onScan: (code: string) => void,
): () => void {
  let burst: Burst = noBurst;
  let before: Before | null = null;
  let takeBack = () => {};
  let timer = 0;

  /** What the key leads to is on the screen before the next key is heard: two may come in one event. */
  const press = (key: string, atMs: number) => flushSync(() => pressKey(layers, key, atMs));

  /** Carries out what was typed, in order. */
  const release = (keys: readonly string[], atMs: number) => {
    if (before === null) for (const key of keys) press(key, atMs);
  };

  const onPause = () => {
    // A busy page hears keys late: what the operating system has in store may still belong to the scan.
    if (inputPending(page)) {
      timer = page.setTimeout(onPause, 5);
      return;
    }
    const { lastMs } = burst;
    const pause = burstPause(burst);
    burst = pause.burst;
    release(pause.released, lastMs);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isModifier(event.key)) return;
    const field = textFieldOf(event.target);
    if (event.repeat) {
      if (!field || event.key === 'Enter') event.preventDefault();
      return;
    }
    // Space and Enter on a control reached by Tab belong to that control, unless a scan ends here.
    const onControl = !field && isControl(event.target) && (event.key === 'Enter' || event.key === ' ');

    page.clearTimeout(timer);
    const step =
      onControl && burst.keys.length === 0 ? null : burstKey(burst, event.key, event.timeStamp, settings);
    if (step) {
      release(step.released, event.timeStamp);
      const { carriedOut } = burst;
      burst = step.burst;
      if (burst.keys.length === 1) {
        before = field && { field, value: field.value };
        takeBack = field ? () => {} : remember();
      }
      if (burst.keys.length > 0) timer = page.setTimeout(onPause, settings.holdMs);
      if (step.scanned !== null && (before === null || expectsScans())) {
        event.preventDefault();
        event.stopPropagation();
        if (before) restore(before);
        else if (carriedOut > 0) takeBack();
        before = null;
        onScan(step.scanned);
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

  page.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

function textFieldOf(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target;
  const isText =
    target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range)$/.test(target.type);
  return isText ? target : null;
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, a[href], select, input, summary');

/** Keys that a text field needs for itself; Enter, Escape and function keys are the screen's. */
const isEditing = (key: string): boolean =>
  !/^(Enter|Escape|F\d+|ArrowUp|ArrowDown|PageUp|PageDown)$/.test(key);

function restore({ field, value }: Before): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React hears only of values set past its own setter.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function inputPending(page: Window): boolean {
  const { scheduling } = page.navigator as Navigator & { scheduling?: { isInputPending?: () => boolean } };
  return scheduling?.isInputPending?.() ?? false;
}
