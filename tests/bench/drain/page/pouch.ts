import PouchDB from 'pouchdb';

type Settings = {
  readonly adapter: 'idb';
  readonly batchSize: number;
  readonly batchesLimit: number;
};

const written = 500;

const pouchPage = {
  /** As an app holds sales in PouchDB: a document for each ticket, sale and movement of stock. */
  async fill(documents: readonly { readonly _id: string }[], settings: Settings): Promise<void> {
    const local = new PouchDB('tillside', { adapter: settings.adapter });
    for (let from = 0; from < documents.length; from += written) {
      const answers = await local.bulkDocs(documents.slice(from, from + written));
      if (answers.some(({ error }) => error)) throw new Error('PouchDB refused a document');
    }
    await local.close();
  },
  /** Resolves with the number of documents once PouchDB says that all are at the server. */
  async replicate(url: string, settings: Settings): Promise<number> {
    const local = new PouchDB('tillside', { adapter: settings.adapter });
    const { docs_written } = await local.replicate.to(new PouchDB(url), {
      batch_size: settings.batchSize,
      batches_limit: settings.batchesLimit,
    });
    await local.close();
    return docs_written;
  },
};

declare global {
  /** What the bench calls by Playwright. */
  var drainPouch: typeof pouchPage;
}
globalThis.drainPouch = pouchPage;
