import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { killGroup } from '../../scripts/run.ts';

/** Ends the child, at the latest together with this process. */
export function endWithThisProcess(child: ChildProcess): () => Promise<void> {
  return endAtExit(child, () => {
    if (isRunning(child)) child.kill('SIGKILL');
  });
}

/** The same for a detached child and all that it has started, which a killed child can no longer end itself. */
export function endAllWithThisProcess(child: ChildProcess): () => Promise<void> {
  return endAtExit(child, () => killGroup(child, 'SIGKILL'));
}

function endAtExit(child: ChildProcess, kill: () => void): () => Promise<void> {
  process.once('exit', kill);
  return async () => {
    process.removeListener('exit', kill);
    const gone = isRunning(child) ? once(child, 'exit') : null;
    // The data is thrown away with it, so there is nothing to close in order.
    kill();
    await gone;
  };
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;
