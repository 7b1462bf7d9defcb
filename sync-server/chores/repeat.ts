/** A task that runs again and again, never twice at once. */
export interface Repeated {
  /** Runs it soon, not only when its time has come. */
  poke(): void;
  /** Resolves when no run is under way and none will follow. */
  stop(): Promise<void>;
}

/** @param task answers after how many milliseconds it is to run again; so does `onError`. */
export function repeat(task: () => Promise<number>, onError: (error: unknown) => number): Repeated {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let poked = false;
  let stopped = false;

  function wait(ms: number): void {
    if (stopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(run, ms);
    // Alone it does not keep the process alive.
    timer.unref();
  }

  function run(): void {
    if (stopped) return;
    if (running) {
      poked = true;
      return;
    }
    poked = false;
    running = task()
      .catch(onError)
      .then((ms) => {
        running = null;
        wait(poked ? 0 : ms);
      });
  }

  wait(0);
  return {
    poke: run,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
