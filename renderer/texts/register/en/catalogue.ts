import { closeShift } from './close-shift.ts';
import { desktop } from './desktop.ts';
import { frame } from './frame.ts';
import { held } from './held.ts';
import { lock } from './lock.ts';
import { more } from './more.ts';
import { openShift } from './open-shift.ts';
import { payment } from './payment.ts';
import { printing } from './printing.ts';
import { refusalItems, refusals } from './refusals.ts';
import { scanner } from './scanner.ts';
import { sell } from './sell.ts';
import { setup } from './setup.ts';
import { shift } from './shift.ts';
import { signIn } from './sign-in.ts';
import { slips } from './slips.ts';
import { stock } from './stock.ts';
import { stopped } from './stopped.ts';
import { ticket } from './ticket.ts';
import { training } from './training.ts';
import { unsent } from './unsent.ts';

/** Every text of the register in English, by area. The other languages have exactly its keys. */
export const en = {
  closeShift,
  desktop,
  frame,
  held,
  lock,
  more,
  openShift,
  payment,
  printing,
  refusalItems,
  refusals,
  scanner,
  sell,
  setup,
  shift,
  signIn,
  slips,
  stock,
  stopped,
  ticket,
  training,
  unsent,
} as const;
