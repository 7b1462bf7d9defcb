/** One sentence that is asked for: where it stands, whether its `count` gives it plural forms, the values it names. */
interface Asked<Area extends string, Key extends string, HasForms extends boolean, Name> {
  readonly area: Area;
  readonly key: Key;
  readonly hasForms: HasForms;
  readonly name: Name;
}

/** A union of them: a code with contexts asks for a sentence each, as `short_pool` and `short_none`. */
type AskedFor<Declared> = {
  [Code in keyof Declared]: Code extends `${infer Area}.${infer Name}`
    ? AskedOf<Area, Name, Declared[Code]>
    : never;
}[keyof Declared];

type AskedOf<Area extends string, Name extends string, Values> = Values extends unknown
  ? Asked<
      Area,
      Values extends { readonly context: infer Context extends string } ? `${Name}_${Context}` : Name,
      Values extends { readonly count: number } ? true : false,
      Exclude<keyof Values, 'context' | 'detail'>
    >
  : never;

type KeysOf<One> =
  One extends Asked<string, infer Key, infer HasForms, unknown>
    ? HasForms extends true
      ? `${Key}_${'one' | 'other'}`
      : Key
    : never;

/** A sentence for every code, in the shape of a catalogue: `{ stock: { short_pool_one: … } }`. */
export type Sentences<Declared> = {
  readonly [Area in AskedFor<Declared>['area']]: {
    readonly [Key in KeysOf<Extract<AskedFor<Declared>, { area: Area }>>]: string;
  };
};

type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type AskedAt<One, Key> =
  One extends Asked<string, infer Base, infer HasForms, unknown>
    ? Key extends (HasForms extends true ? `${Base}_${Form}` : Base)
      ? One
      : never
    : never;

/** `{{game}} … {{places, list}}`: `game` and `places`. */
type NamesIn<Text> = Text extends `${string}{{${infer Inner}}}${infer Rest}`
  ? (Inner extends `${infer Name},${string}` ? Name : Inner) | NamesIn<Rest>
  : never;

/** A form for none or one may leave its values out. */
type Checked<Text, One> = [One] extends [Asked<string, string, infer HasForms, infer Name>]
  ? [One] extends [never]
    ? 'no refusal asks for this sentence'
    : [NamesIn<Text>] extends [Name]
      ? [HasForms] extends [true]
        ? Text
        : [Name] extends [NamesIn<Text>]
          ? Text
          : `lacks {{${Exclude<Name, NamesIn<Text>> & string}}}`
      : `has no value {{${Exclude<NamesIn<Text>, Name> & string}}}`
  : never;

/**
 * The sentences of one catalogue, held by the compiler to what is declared: one for every code and context, none beyond
 * them, and in each exactly the values of its code. What is wrong stands in the error, as “lacks {{batch}}”.
 */
export const sentencesFor =
  <Declared>() =>
  <const Texts extends Sentences<Declared>>(
    texts: Texts & {
      readonly [Area in keyof Texts]: {
        readonly [Key in keyof Texts[Area]]: Checked<
          Texts[Area][Key],
          AskedAt<Extract<AskedFor<Declared>, { area: Area }>, Key>
        >;
      };
    },
  ): Texts =>
    texts;
