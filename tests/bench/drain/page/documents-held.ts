const namePrefix = 'rxdb-dexie-tillside_documents--0--documents_';

/** What has come down, counted in the database itself, in the generation that holds most. */
export async function documentsHeld(): Promise<number> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const counts = await Promise.all(names.filter((name) => name.startsWith(namePrefix)).map(rowsOf));
  return Math.max(0, ...counts);
}

const rowsOf = (name: string) =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('docs').objectStore('docs').count();
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
