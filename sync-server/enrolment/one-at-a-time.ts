/** Runs work with the same key one after the other. */
export type Queue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Epochs of a store are begun one at a time: two in one block would not see each other's till numbers. Between nodes
 * the stream itself sees to it: of two blocks at one position only one stands, and the other decides anew.
 */
export function oneAtATime(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, result);
    // The caller hears of a failure; here it only ends the turn.
    const end = () => {
      if (last.get(key) === result) last.delete(key);
    };
    result.then(end, end);
    return result;
  };
}
