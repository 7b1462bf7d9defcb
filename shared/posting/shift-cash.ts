import type { EntryOf } from '../journal/kinds.ts';
import { type Refusal, refuse } from '../result.ts';
import type { Shift } from '../schema/shifts.ts';
import type { EntryPosting } from './entry-posting.ts';
import type { Poster } from './poster.ts';
import { moveCash, shiftFault, shiftFaultText } from './shift-totals.ts';
import type { Workspace } from './workspace.ts';

type DrawerEntry = EntryOf<'shift.cash_moved' | 'shift.no_sale'>;

const shiftKey = (entry: DrawerEntry) => ({ collection: 'shifts', id: entry.body.shift_id }) as const;

/** As with a sale: a known shift is changed even where it is closed, and what is wrong is an exception. */
function postToShift(
  posting: EntryPosting<DrawerEntry>,
  what: string,
  change: (shift: Shift) => Shift,
): void {
  const { entry, documents } = posting;
  const shift = documents.get('shifts', entry.body.shift_id);
  if (shift) documents.put('shifts', change(shift));
  const fault = shiftFault(shift, entry.device_id);
  if (fault === null) return;
  posting.raise({
    code: fault,
    concerns: [shiftKey(entry)],
    message: `${what} belongs to a shift that ${shiftFaultText[fault]}.`,
  });
}

function refuseWithoutShift(entry: DrawerEntry, documents: Workspace): Refusal | null {
  const shift = documents.get('shifts', entry.body.shift_id);
  return shiftFault(shift, entry.device_id) ? refuse('shift.closed').refusal : null;
}

export const cashMoved: Poster<'shift.cash_moved'> = {
  keys: (entry) => [shiftKey(entry)],

  post(posting) {
    postToShift(posting, 'A movement of cash', (shift) =>
      moveCash(posting.totals, shift, posting.entry.body),
    );
  },

  refuse: refuseWithoutShift,
  audit: ({ body: { shift_id, movement, amount, reason } }) => ({
    entity_type: 'shifts',
    entity_id: shift_id,
    description: `Cash ${movement} of ${amount}: ${reason}`,
  }),
};

export const noSale: Poster<'shift.no_sale'> = {
  keys: (entry) => [shiftKey(entry)],

  post(posting) {
    postToShift(posting, 'An opening of the drawer', (shift) => ({
      ...shift,
      no_sales: shift.no_sales + 1,
    }));
  },

  refuse: refuseWithoutShift,
  audit: ({ body: { shift_id, reason } }) => ({
    entity_type: 'shifts',
    entity_id: shift_id,
    description: `Opened the drawer without a sale: ${reason}`,
  }),
};
