/** What the benches use of PouchDB and its server, which bring no types of their own. */
declare module 'pouchdb' {
  interface Options {
    readonly prefix?: string;
    readonly adapter?: 'idb' | 'indexeddb' | 'leveldb';
    readonly auto_compaction?: boolean;
    readonly revs_limit?: number;
  }
  interface Written {
    readonly ok?: boolean;
    readonly id?: string;
    readonly rev?: string;
    readonly error?: unknown;
  }
  interface Replicated {
    readonly docs_written: number;
    readonly ok: boolean;
  }
  interface Document {
    readonly _id: string;
    readonly _rev?: string;
  }

  class PouchDB {
    constructor(name: string, options?: Options);
    static defaults(options: Options): typeof PouchDB;
    put(document: Document): Promise<Written>;
    get<D extends Document>(id: string): Promise<D & { readonly _rev: string }>;
    bulkDocs(documents: readonly Document[]): Promise<readonly Written[]>;
    info(): Promise<{ readonly doc_count: number }>;
    close(): Promise<void>;
    destroy(): Promise<void>;
    readonly replicate: {
      to(
        target: PouchDB | string,
        options: { readonly batch_size: number; readonly batches_limit: number },
      ): Promise<Replicated>;
    };
  }
  export default PouchDB;
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http';
  import type PouchDB from 'pouchdb';

  export default function expressPouchDB(
    pouchdb: typeof PouchDB,
    options: { readonly mode: 'minimumForPouchDB'; readonly inMemoryConfig: true },
  ): RequestListener;
}
