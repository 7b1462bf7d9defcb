/** The sync server: reads its configuration, starts, and stops on a signal. */
import { pino } from 'pino';
import pretty from 'pino-pretty';
import { readConfig } from './config.ts';
import { serve } from './serve.ts';

const stopTimeoutMs = 10_000;

const config = readConfig(process.env, process.cwd());
if (!config.ok) giveUp(config.refusal.message);

// Standard output is for the person who starts the server, standard error for its log.
const log = pino(
  { level: config.value.logLevel },
  process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname' })
    : pino.destination({ dest: 2, sync: true }),
);

let stopping = false;
let running: { stop(): Promise<void> } | null = null;
process.on('SIGINT', () => void stop(130));
process.on('SIGTERM', () => void stop(143));

const started = await serve(config.value, log);
if (!started.ok) giveUp(started.refusal.message);
running = started.value;
if (stopping) await finish();
console.log(started.value.welcome.join('\n'));

/** A second signal does not wait. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) process.exit(exitCode);
  stopping = true;
  console.log('Stopping…');
  await finish();
}

async function finish(): Promise<void> {
  // While it is still starting, it stops once it has started.
  if (!running) return;
  setTimeout(() => {
    log.error('stopping took too long');
    process.exit(1);
  }, stopTimeoutMs).unref();
  await running.stop();
  process.exit(0);
}

/** Code 2: not started, and starting again will not help until someone has acted. */
function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
