/**
 * `npm run simulate -- --seeds 20`: runs the product against random disasters, each seed its own world (tests/simulation);
 * `--help` lists the options. Ends with 1 where a rule does not hold.
 */
import { readCommand } from '../tests/simulation/command.ts';
import { standIn } from '../tests/simulation/world/stand-ins.ts';

const reading = readCommand(process.argv.slice(2), process.env.MONGODB_TEST_URI);
if ('help' in reading) {
  console.log(reading.help);
} else if ('refusal' in reading) {
  console.error(reading.refusal);
  process.exitCode = 1;
} else {
  standIn(reading.command.edits);
  const { runAll } = await import('../tests/simulation/run-all.ts');
  process.exitCode = await runAll(reading.command);
}
