import { closeShift } from './close-shift.ts';
import { frame } from './frame.ts';
import { more } from './more.ts';
import { openShift } from './open-shift.ts';
import { payment } from './payment.ts';
import { refusalItems, refusals } from './refusals.ts';
import { sell } from './sell.ts';
import { setup } from './setup.ts';
import { signIn } from './sign-in.ts';
import { slips } from './slips.ts';
import { stock } from './stock.ts';
import { ticket } from './ticket.ts';
import { unsent } from './unsent.ts';

/** Every text of the register in Spanish; its words stand in glossary.md. */
export const es = {
  closeShift,
  frame,
  more,
  openShift,
  payment,
  refusalItems,
  refusals,
  sell,
  setup,
  signIn,
  slips,
  stock,
  ticket,
  unsent,
};
