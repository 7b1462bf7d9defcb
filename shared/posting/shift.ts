import { objectIdOfEntry } from '../domain/ids.ts';
import type { shiftKinds } from '../journal/bodies/shift.ts';
import type { EntryOf } from '../journal/kinds.ts';
import { must, type Refusal, refuse } from '../result.ts';
import type { ExceptionCode } from '../schema/exceptions.ts';
import type { Shift } from '../schema/shifts.ts';
import type { EntryPosting } from './entry-posting.ts';
import { headId } from './keys.ts';
import type { Poster, Posters } from './poster.ts';
import { cashMoved, noSale } from './shift-cash.ts';
import { shiftFault, shiftFaultText } from './shift-totals.ts';
import type { Unposted, Workspace } from './workspace.ts';

/** Of the n-th Z report of an epoch, whose till number no other epoch of the store has (SFT2). */
export const zNumber = (tillNumber: number, n: number): string =>
  `${String(tillNumber).padStart(5, '0')}-${String(n).padStart(4, '0')}`;

type CountEntry = EntryOf<'shift.closed' | 'shift.handed_over'>;
type ShiftEntry = CountEntry | EntryOf<'shift.opened'>;

const headOf = (entry: ShiftEntry, documents: Workspace) =>
  must(documents.get('heads', headId(entry.device_id, entry.epoch)), 'head of a till');

const deviceKey = (entry: ShiftEntry) => ({ collection: 'pos_devices', id: entry.device_id }) as const;

/** A drawer is its device's: an older epoch that turns up again shares it with the newest one (SFT2). */
const deviceOf = (entry: ShiftEntry, documents: Workspace) =>
  must(documents.get('pos_devices', entry.device_id), 'device of a till');

/** The id of the shift that an entry begins. */
const newShiftId = (entry: ShiftEntry): string => objectIdOfEntry(entry.at, entry.hash, 0);

/** Begins a drawer's shift. */
function beginShift(posting: EntryPosting<ShiftEntry>, opening_float: number, user_id: string): void {
  const { entry, documents } = posting;
  const device = deviceOf(entry, documents);
  const id = newShiftId(entry);
  if (device.open_shift_id !== null) {
    posting.raise({
      code: 'shift.second_open',
      concerns: [device.open_shift_id, id].map((shift) => ({ collection: 'shifts', id: shift })),
      message: 'A shift was opened while the one before it was still open.',
    });
  }
  documents.put('pos_devices', { ...device, open_shift_id: id });
  documents.put(
    'shifts',
    newShift({
      _id: id,
      store_id: posting.storeId,
      device_id: entry.device_id,
      user_id,
      opened_at: entry.at,
      opening_float,
    }),
  );
}

type Opened = Pick<Shift, '_id' | 'store_id' | 'device_id' | 'user_id' | 'opened_at' | 'opening_float'>;

/** A shift in which nothing has been done yet. */
export const newShift = (opened: Opened): Unposted<'shifts'> => ({
  ...opened,
  status: 'open',
  closed_at: null,
  closed_by: null,
  cash_sales: 0,
  card_sales: 0,
  wallet_sales: 0,
  cash_refunds: 0,
  card_refunds: 0,
  wallet_refunds: 0,
  cash_in: 0,
  cash_out: 0,
  safe_drops: 0,
  cash_payouts: 0,
  cash_top_ups: 0,
  cash_rounding: 0,
  tickets_sold: 0,
  tickets_cancelled: 0,
  misprints: 0,
  no_sales: 0,
  expected_cash: opened.opening_float,
  counted_cash: null,
  difference: null,
  z_number: null,
});

const shiftOpened: Poster<'shift.opened'> = {
  keys: (entry) => [deviceKey(entry)],

  post(posting) {
    beginShift(posting, posting.entry.body.opening_float, posting.userId);
  },

  audit: (entry) => ({
    entity_type: 'shifts',
    entity_id: newShiftId(entry),
    description: `Opened a shift with a float of ${entry.body.opening_float}.`,
  }),
};

function raise(posting: EntryPosting<CountEntry>, code: ExceptionCode, what: string): void {
  const { shift_id, z_number } = posting.entry.body;
  posting.raise({
    code,
    concerns: [{ collection: 'shifts', id: shift_id }],
    message: `Z report ${z_number} ${what}.`,
  });
}

/** Counts a drawer and ends its shift. */
function endShift(posting: EntryPosting<CountEntry>): void {
  const { entry, documents, totals } = posting;
  const { body } = entry;
  const shift = documents.get('shifts', body.shift_id);
  const head = headOf(entry, documents);
  // Also where nothing is closed: the report was printed, and its number must not come again.
  const z_reports = head.z_reports + 1;
  const z_number = zNumber(head.till_number, z_reports);
  documents.put('heads', { ...head, z_reports });
  const device = deviceOf(entry, documents);
  if (device.open_shift_id === body.shift_id) {
    documents.put('pos_devices', { ...device, open_shift_id: null });
  }
  if (body.z_number !== z_number) {
    raise(posting, 'shift.z_number_wrong', `is number ${z_number} by the book`);
  }
  const fault = shiftFault(shift, entry.device_id);
  if (fault) raise(posting, fault, `closes a shift that ${shiftFaultText[fault]}`);
  if (shift === null || fault) return;
  const of = { collection: 'shifts', id: shift._id } as const;
  documents.put('shifts', {
    ...shift,
    status: 'closed',
    closed_at: entry.at,
    closed_by: entry.user_id,
    counted_cash: body.counted_cash,
    difference: totals.sum(of, null, [body.counted_cash, -shift.expected_cash]),
    z_number,
  });
}

const countKeys = (entry: CountEntry) => [
  deviceKey(entry),
  { collection: 'shifts', id: entry.body.shift_id } as const,
];

function refuseCount(entry: CountEntry, documents: Workspace): Refusal | null {
  const shift = documents.get('shifts', entry.body.shift_id);
  return shiftFault(shift, entry.device_id) === null
    ? null
    : refuse('shift.closed', { context: 'already' }).refusal;
}

const shiftClosed: Poster<'shift.closed'> = {
  keys: countKeys,
  post: endShift,
  refuse: refuseCount,
  audit: ({ body }) => ({
    entity_type: 'shifts',
    entity_id: body.shift_id,
    description: `Closed a shift, counted ${body.counted_cash}, Z report ${body.z_number}.`,
  }),
};

const shiftHandedOver: Poster<'shift.handed_over'> = {
  keys: countKeys,

  post(posting) {
    const { counted_cash, next_user_id } = posting.entry.body;
    endShift(posting);
    beginShift(posting, counted_cash, next_user_id);
  },

  refuse: refuseCount,
  audit: ({ body }) => ({
    entity_type: 'shifts',
    entity_id: body.shift_id,
    description: `Handed a shift over to user ${body.next_user_id}, counted ${body.counted_cash}, Z report ${body.z_number}.`,
  }),
};

export const shiftPosters: Posters<typeof shiftKinds> = {
  'shift.opened': shiftOpened,
  'shift.closed': shiftClosed,
  'shift.handed_over': shiftHandedOver,
  'shift.cash_moved': cashMoved,
  'shift.no_sale': noSale,
};
