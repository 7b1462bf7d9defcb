/** The sync server: reads its configuration, starts, and stops on a signal. */
import { pino } from 'pino';
import pretty from 'pino-pretty';
import { sentenceFrom } from '../shared/refusals/sentence-from.ts';
import { readConfig } from './config.ts';
import { serve } from './serve.ts';
import { startSentences } from './start-sentences.ts';

const stopTimeoutMs = 10_000;
/** npm passes a Ctrl-C on that the terminal has sent here already. */
const sameSignalMs = 500;

const config = readConfig(process.env, process.cwd());
if (!config.ok) giveUp(sentenceFrom(startSentences, config.refusal));

// Standard output is for the person who starts the server, standard error for its log.
const log = pino(
  { level: config.value.logLevel, serializers: { err: briefly } },
  process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname' })
    : pino.destination({ dest: 2, sync: true }),
);

let stopping: { readonly signal: NodeJS.Signals; readonly atMs: number } | null = null;
let running: { stop(): Promise<void> } | null = null;
process.on('SIGINT', () => void stop('SIGINT'));
process.on('SIGTERM', () => void stop('SIGTERM'));

const started = await serve(config.value, log);
if (!started.ok) giveUp(sentenceFrom(startSentences, started.refusal));
running = started.value;
if (stopping) await finish();
console.log(started.value.welcome.join('\n'));

/** Pressed a second time, Ctrl-C does not wait. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) {
    if (stopping.signal === signal && performance.now() - stopping.atMs > sameSignalMs) process.exit(1);
    return;
  }
  stopping = { signal, atMs: performance.now() };
  console.log('Stopping…');
  setTimeout(() => {
    log.error('stopping took too long');
    process.exit(1);
  }, stopTimeoutMs).unref();
  await finish();
}

async function finish(): Promise<void> {
  // While it is still starting, it stops once it has started.
  if (!running) return;
  await running.stop();
  process.exit(0);
}

/** Code 2: not started, and starting again will not help until someone has acted. */
function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/** Drivers hang whole topologies on their errors. */
function briefly(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const cause = error.cause === undefined ? {} : { cause: briefly(error.cause) };
  return { name, message, stack, ...('code' in error && { code: error.code }), ...cause };
}
