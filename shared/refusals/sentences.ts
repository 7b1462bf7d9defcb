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
type Sentences<Declared> = {
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

/** The text itself, or what is wrong with it. A form for none or one may leave its values out. */
type Checked<Text, One> = [One] extends [never]
  ? { readonly askedForBy: 'no refusal' }
  : [One] extends [Asked<string, string, infer HasForms, infer Name>]
    ? [NamesIn<Text>] extends [Name]
      ? [HasForms, Name] extends [true, unknown] | [unknown, NamesIn<Text>]
        ? Text
        : { readonly lacks: Exclude<Name, NamesIn<Text>> }
      : { readonly namesUnknown: Exclude<NamesIn<Text>, Name> }
    : never;

/**
 * The sentences of one catalogue, held by the compiler to what is declared: one for every code and context, none beyond
 * them, and in each exactly the values of its code.
 */
export const sentencesFor =
  <Declared>() =>
  <const Texts>(
    texts: Texts &
      Sentences<Declared> & {
        readonly [Area in keyof Texts]: {
          readonly [Key in keyof Texts[Area]]: Checked<
            Texts[Area][Key],
            AskedAt<Extract<AskedFor<Declared>, { area: Area }>, Key>
          >;
        };
      },
  ): Texts =>
    texts;
