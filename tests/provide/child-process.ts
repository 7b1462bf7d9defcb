import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends the child, at the latest together with this process. */
export function endWithThisProcess(child: ChildProcess): () => Promise<void> {
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  return async () => {
    process.removeListener('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    // The data is thrown away with it, so there is nothing to close in order.
    kill();
    await gone;
  };
}
