const namePrefix = 'rxdb-dexie-tillside_documents--0--documents_';
const rowsAtOnce = 5_000;

interface Row {
  readonly key: string;
  readonly lookup: string;
  readonly order: string;
  readonly text: string;
}

/**
 * Writes tickets and their sales into the till's documents, as pages that were pulled would have left them: copies of the
 * one that it sold, each under an id, a number and a second of its own. By the server it would take minutes.
 */
export async function fillDocuments(count: number): Promise<void> {
  const database = await openDocuments();
  const [ticket, sale] = [await firstRow(database, 'tickets/'), await firstRow(database, 'sales/')];
  for (let from = 0; from < count / 2; from += rowsAtOnce / 2) {
    const transaction = database.transaction('docs', 'readwrite', { durability: 'relaxed' });
    const rows = transaction.objectStore('docs');
    const below = Math.min(count / 2, from + rowsAtOnce / 2);
    for (let n = from; n < below; n++) {
      rows.put(copyOf(ticket, n));
      rows.put(copyOf(sale, n));
    }
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }
  database.close();
}

/** Older than the original: a second each. */
function copyOf(row: Row, n: number): Row {
  const document = JSON.parse(row.text) as Record<string, unknown>;
  const number = (digits: number) => String(n + 1).padStart(digits, '0');
  const _id = `${String(document._id).slice(0, 16)}${number(8)}`;
  const order = row.order.replaceAll(/\d{16}/g, (ms) =>
    String(Number(ms) + 1000 * (n + 1)).padStart(16, '0'),
  );
  const ticketNumber =
    typeof document.ticket_number === 'string' ? number(document.ticket_number.length) : null;
  return {
    ...row,
    key: `${row.key.slice(0, row.key.indexOf('/'))}/${_id}`,
    lookup: ticketNumber === null ? row.lookup : `tickets/${ticketNumber}`,
    order,
    text: JSON.stringify({
      ...document,
      _id,
      ...(ticketNumber === null ? {} : { ticket_number: ticketNumber }),
    }),
  };
}

/** The generation that holds the documents. */
async function openDocuments(): Promise<IDBDatabase> {
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith(namePrefix)) continue;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => resolve(opening.result);
    });
    if (await firstRow(database, 'tickets/').catch(() => null)) return database;
    database.close();
  }
  throw new Error('no documents that hold a ticket');
}

const firstRow = (database: IDBDatabase, prefix: string) =>
  new Promise<Row>((resolve, reject) => {
    const range = IDBKeyRange.bound(prefix, `${prefix}~`);
    const reading = database.transaction('docs').objectStore('docs').get(range);
    reading.onerror = () => reject(reading.error);
    reading.onsuccess = () =>
      reading.result ? resolve(reading.result as Row) : reject(new Error(`no row of ${prefix}`));
  });
