import {
  type AnyDocument,
  type CollectionName,
  type DocumentKey,
  type DocumentOf,
  keyText,
} from '../schema/collections.ts';

/** A document as posting left it. */
export interface ChangedDocument {
  readonly collection: CollectionName;
  /** True where it did not exist before. */
  readonly created: boolean;
  readonly value: AnyDocument;
}

/** A document without what the workspace adds. */
export type Unposted<C extends CollectionName> = Omit<DocumentOf<C>, 'stream' | 'rev'>;

/**
 * The documents at hand while entries are posted: those loaded, with changes laid over them. Reading a document whose
 * key was not declared is a bug and throws, because another node would not have loaded it.
 */
export class Workspace {
  readonly #loaded: ReadonlyMap<string, AnyDocument>;
  readonly #declared: ReadonlySet<string>;
  readonly #changed = new Map<string, ChangedDocument>();
  #declaredHere: ReadonlySet<string> | null = null;
  readonly #undo: [key: string, before: ChangedDocument | undefined][] = [];
  readonly #stream: string;
  readonly #rev: number;

  /**
   * `loaded`: by `collection/id`; `declared`: keys that were looked for; `rev`: the position the changes will stand at.
   * Loaded documents are never modified.
   */
  constructor(
    loaded: ReadonlyMap<string, AnyDocument>,
    declared: ReadonlySet<string>,
    target: { readonly stream: string; readonly rev: number },
  ) {
    this.#loaded = loaded;
    this.#declared = declared;
    this.#stream = target.stream;
    this.#rev = target.rev;
  }

  get<C extends CollectionName>(collection: C, id: string): DocumentOf<C> | null {
    const key = keyText({ collection, id });
    if (this.#declaredHere?.has(key) === false) throw new Error(`posting read ${key} without declaring it`);
    const changed = this.#changed.get(key);
    if (changed) return changed.value as DocumentOf<C>;
    if (!this.#declared.has(key)) throw new Error(`posting read ${key} without declaring it`);
    return (this.#loaded.get(key) as DocumentOf<C> | undefined) ?? null;
  }

  /** Creates or replaces; `stream` and `rev` are set here. */
  put<C extends CollectionName>(collection: C, document: Unposted<C>): void {
    const key = keyText({ collection, id: document._id });
    const value = { ...document, stream: this.#stream, rev: this.#rev } as unknown as AnyDocument;
    this.#undo.push([key, this.#changed.get(key)]);
    this.#changed.set(key, { collection, created: !this.#loaded.has(key), value });
  }

  /** What was put, in the order of first change. */
  changes(): readonly ChangedDocument[] {
    return [...this.#changed.values()];
  }

  /**
   * Begins an entry: `rollback` returns to here, and until `end` only these keys can be read. What other entries of a
   * block have brought must not count: the same entry posted alone would come to something else.
   */
  begin(declared: ReadonlySet<string>): void {
    this.#declaredHere = declared;
    this.#undo.length = 0;
  }

  /** What was put since `begin`, as it is now. */
  putHere(): readonly ChangedDocument[] {
    const here = new Map(this.#undo.map(([key]) => [key, this.#changed.get(key)]));
    return [...here.values()].filter((changed) => changed !== undefined);
  }

  end(): void {
    this.#declaredHere = null;
  }

  /** Forgets what was put since `begin`: an entry that fails half-way leaves nothing. */
  rollback(): void {
    for (const [key, before] of this.#undo.toReversed()) {
      if (before) this.#changed.set(key, before);
      else this.#changed.delete(key);
    }
    this.#undo.length = 0;
  }
}

export const keySet = (keys: readonly DocumentKey[]): ReadonlySet<string> => new Set(keys.map(keyText));
