/** A catalogue in another language: the same keys, and in Spanish a plural form more (`_many`, from a million). */
export type Translation<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translation<Texts[Key]>;
} & {
  readonly [Key in keyof Texts as Key extends `${infer Name}_other` ? `${Name}_many` : never]: string;
};
