import { type Field, homeField, isTyping, textFieldOf } from './text-fields.ts';

/** The field that typing belongs to, as the page stands now. */
export class FocusedField {
  readonly #page: Document;
  #last: Field | null = null;
  readonly #onFocus = ({ target }: FocusEvent) => {
    this.#last = textFieldOf(target) ?? this.#last;
  };

  constructor(page: Document) {
    this.#page = page;
    page.addEventListener('focusin', this.#onFocus);
  }

  get now(): Field | null {
    return textFieldOf(this.#page.activeElement);
  }

  /** Where none has the focus, the form's own gets it from a key that types, as if it had had it all the time. */
  forKey(key: string): Field | null {
    if (this.now || !isTyping(key)) return this.now;
    const home = homeField(this.#page, this.#last);
    home?.focus();
    return home;
  }

  stop(): void {
    this.#page.removeEventListener('focusin', this.#onFocus);
  }
}
