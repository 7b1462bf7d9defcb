import { MemoryDatabase, openMemoryStore } from '../server/fixtures-memory-store.ts';
import { describeCentralStore } from './central-store.contract.ts';

// The store of the streams' and the simulation's tests: what they find holds for the databases only if it is one.
describeCentralStore('memory', async () => {
  const database = new MemoryDatabase();
  return {
    open: async () => openMemoryStore(database),
    racesSkipped: null,
    drop: async () => {},
  };
});
