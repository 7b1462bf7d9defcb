/** Runs a task when those that were asked for before have ended. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** Tasks one after another, in the order of asking. A failing task does not hold up the next. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

/** The same for each key; a key that nobody waits for is forgotten. */
export function inTurnByKey(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { readonly run: InTurn; waiting: number }>();
  return async (key, task) => {
    const queue = queues.get(key) ?? { run: inTurn(), waiting: 0 };
    queues.set(key, queue);
    queue.waiting += 1;
    try {
      return await queue.run(task);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
