import { Workspace } from '../../shared/posting/workspace.ts';
import { type AnyDocument, type DocumentKey, keyText, traitsOf } from '../../shared/schema/collections.ts';
import type { BlockDocument, CentralStore } from '../store/port.ts';

const maxHotDocuments = 300;

/**
 * A stream's documents as the block that this node appended last left them. If another node appends, they are stale;
 * then the insert of what was decided on them fails, and they are dropped.
 */
export class HotDocuments {
  readonly #byKey = new Map<string, AnyDocument>();

  find(key: string): AnyDocument | undefined {
    return this.#byKey.get(key);
  }

  keep(documents: readonly BlockDocument[]): void {
    for (const { collection, value } of documents) {
      if (!traitsOf(collection).isHot) continue;
      const key = keyText({ collection, id: value._id });
      // Deleting first moves it to the end of the map, so that the longest unchanged document is dropped first.
      this.#byKey.delete(key);
      this.#byKey.set(key, value);
    }
    for (const key of this.#byKey.keys()) {
      if (this.#byKey.size <= maxHotDocuments) break;
      this.#byKey.delete(key);
    }
  }

  clear(): void {
    this.#byKey.clear();
  }
}

/** The documents of one stream at hand while one block is made. */
export class DocumentsAtHand {
  readonly workspace: Workspace;
  readonly #store: CentralStore;
  readonly #stream: string;
  readonly #hot: HotDocuments;
  readonly #loaded = new Map<string, AnyDocument>();
  readonly #declared = new Set<string>();
  /** Of other streams: decisions may read them, posting may not. */
  readonly #foreign = new Map<string, AnyDocument>();

  constructor(
    store: CentralStore,
    hot: HotDocuments,
    target: { readonly stream: string; readonly rev: number },
  ) {
    this.#store = store;
    this.#hot = hot;
    this.#stream = target.stream;
    this.workspace = new Workspace(this.#loaded, this.#declared, target);
  }

  /** Brings the documents that are not at hand yet. */
  async need(keys: Iterable<DocumentKey>): Promise<void> {
    const missing = new Map<string, DocumentKey>();
    for (const key of keys) {
      const text = keyText(key);
      if (this.#declared.has(text) || missing.has(text)) continue;
      const hot = this.#hot.find(text);
      if (hot) {
        this.#declared.add(text);
        this.#loaded.set(text, hot);
      } else missing.set(text, key);
    }
    if (missing.size === 0) return;
    const found = await this.#store.load([...missing.values()]);
    for (const text of missing.keys()) this.#declared.add(text);
    for (const [text, document] of found) {
      // An entry may name another stream's document. Its till does not hold that document, so posting must not see it.
      (document.stream === this.#stream ? this.#loaded : this.#foreign).set(text, document);
    }
  }

  /** The document as this block has left it so far, of any stream; `need` has loaded its key. */
  current(key: DocumentKey): AnyDocument | null {
    return this.workspace.get(key.collection, key.id) ?? this.#foreign.get(keyText(key)) ?? null;
  }

  /** The document as the last block left it, before this block's changes. */
  before(key: string): AnyDocument | undefined {
    return this.#loaded.get(key);
  }
}
