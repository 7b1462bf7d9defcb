import type { Refusal } from '../result.ts';
import { inPlainEnglish } from './plain-english.ts';

/** A refusal where only an error can be thrown: whoever shows it has a sentence for it all the same. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(inPlainEnglish(refusal));
    this.refusal = refusal;
  }
}
