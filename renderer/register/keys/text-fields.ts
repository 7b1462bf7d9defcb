export type Field = HTMLInputElement | HTMLTextAreaElement;

export function textFieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target;
  const isText =
    target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range)$/.test(target.type);
  return isText ? target : null;
}

/** Password managers type as fast as scanners into fields that say so; everywhere else such a burst is a scan. */
export const isForPasswordManagers = ({ autocomplete }: Field): boolean =>
  autocomplete === 'username' || autocomplete === 'current-password';

/** Keys that a text field needs for itself; Enter, Escape and function keys are the screen's. */
export const isEditing = (key: string): boolean =>
  !/^(Enter|Escape|F\d+|ArrowUp|ArrowDown|PageUp|PageDown)$/.test(key);

/** Which put something into a field, or take it away. */
export const isTyping = (key: string): boolean => [...key].length === 1 || key === 'Backspace';

/**
 * Where typing belongs while no field has the focus, because someone touched beside it or the till was locked: the
 * field of the screen's form that had it last, otherwise the one that the form begins with.
 */
export function homeField(page: Document, last: Field | null): Field | null {
  const begins = [...page.querySelectorAll<HTMLInputElement>('input[data-home]')].findLast(isThere);
  if (!begins) return null;
  const isOfForm = last?.closest('section') === begins.closest('section');
  return last && isOfForm && isThere(last) ? last : begins;
}

const isThere = (field: Field): boolean => field.isConnected && field.checkVisibility() && !field.disabled;

/** A field as it was before a scan began to type into it. */
export interface Before {
  readonly field: Field;
  readonly value: string;
  readonly selection: readonly [number | null, number | null];
}

export const beforeScan = (field: Field): Before => ({
  field,
  value: field.value,
  selection: [field.selectionStart, field.selectionEnd],
});

export function restore({ field, value, selection }: Before): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React hears only of values set past its own setter.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  // A number that was to be typed over still is.
  field.setSelectionRange(...selection);
}

/** As a key does, at the cursor; not beyond the field's length. */
export function typeInto(field: Field, text: string): void {
  const [start, end] = selectionOf(field);
  if (field.maxLength >= 0 && field.value.length - (end - start) + text.length > field.maxLength) return;
  replace(field, text, start, end);
}

export function deleteFrom(field: Field): void {
  const [start, end] = selectionOf(field);
  replace(field, '', start === end ? Math.max(0, start - 1) : start, end);
}

/** What a key does in a field, done for one that came too early for it. False where the key is none of a field. */
export function editField(field: Field, key: string): boolean {
  const [start, end] = selectionOf(field);
  const length = field.value.length;
  switch (key) {
    case 'Backspace':
      deleteFrom(field);
      return true;
    case 'Delete':
      replace(field, '', start, start === end ? Math.min(length, end + 1) : end);
      return true;
    case 'ArrowLeft':
      moveTo(field, start === end ? start - 1 : start);
      return true;
    case 'ArrowRight':
      moveTo(field, start === end ? end + 1 : end);
      return true;
    case 'Home':
      moveTo(field, 0);
      return true;
    case 'End':
      moveTo(field, length);
      return true;
    case 'Tab':
      fieldAfter(field)?.select();
      return true;
    default:
      if (!isTyping(key)) return false;
      typeInto(field, key);
      return true;
  }
}

const moveTo = (field: Field, at: number): void => field.setSelectionRange(Math.max(0, at), Math.max(0, at));

function fieldAfter(field: Field): Field | undefined {
  const fields = [...field.ownerDocument.querySelectorAll<Field>('input, textarea')].filter(
    (other) => textFieldOf(other) !== null && isThere(other),
  );
  return fields[fields.indexOf(field) + 1];
}

const selectionOf = ({ selectionStart, selectionEnd, value }: Field): readonly [number, number] => [
  selectionStart ?? value.length,
  selectionEnd ?? value.length,
];

function replace(field: Field, text: string, start: number, end: number): void {
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
