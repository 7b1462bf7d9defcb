import type { Language, languages } from './languages.ts';

type PluralOf<In extends Language> = (typeof languages)[In]['plurals'][number];

/** A catalogue in a language: the keys of the English one, and of every text with a count the language's own plural forms. */
export type Translation<Texts, In extends Language> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translation<Texts[Key], In>;
} & {
  readonly [Key in keyof Texts as Key extends `${infer Name}_other`
    ? `${Name}_${PluralOf<In>}`
    : never]: string;
};
