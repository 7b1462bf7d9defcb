import type { BodyOf, EntryKind } from '../../../shared/journal/kinds.ts';
import { idOf } from '../ids.ts';
import { saleOf, ticketLine } from './sale-of.ts';

const pos_version = '0.1.0';
const device_id = idOf('d', 1);
const lottery_id = idOf('a', 1);
const batch_id = idOf('b', 1);
const shift_id = idOf('f', 1);
const ticket = { ticket_id: idOf('e', 1), ticket_number: 'N0RT-1-1-0' };
const draw = {
  draw_date: '2026-11-25T01:00:00.000Z',
  cutoff_at: '2026-11-25T00:00:00.000Z',
  close_at: '2026-11-25T00:15:00.000Z',
};
const epoch = {
  device_id,
  epoch: 1,
  till_number: 1,
  public_key: 'k'.repeat(43),
  token_hash: 'e'.repeat(64),
  pos_version,
};
const drawerCount: BodyOf<'shift.closed'> = {
  shift_id,
  counted_cash: 10_000,
  counts: [],
  method: 'count',
  z_number: '1-0001',
  pos_version,
};

/** One of every kind that its schema lets pass. */
const examples: { readonly [K in EntryKind]: BodyOf<K> } = {
  'device.enrolled': { ...epoch, name: 'Till 1' },
  'epoch.opened': { ...epoch, epoch: 2, till_number: 2, reason: 'journal_lost' },
  'device.status_changed': { device_id, status: 'locked', epochs: [], reason: 'missing' },
  'user.signed_in': { user_id: idOf('c', 1), method: 'online', pos_version },
  'sale.completed': saleOf([ticketLine({ ticket_number: ticket.ticket_number, lottery_id })], { shift_id }),
  'ticket.cancelled': {
    ...ticket,
    sale_id: idOf('e', 2),
    lottery_id,
    draw_date: null,
    ground: 'cancelled',
    reason: 'asked for',
    refund: { method: 'cash', price: 100, tax: 0, total: 100 },
    boards: 0,
    batch_id: null,
    serial: null,
    shift_id,
    business_day: '2026-11-22',
    hour: 10,
    authorized_by: null,
    pos_version,
  },
  'ticket.printed_again': { ...ticket, reason: '', pos_version },
  'ticket.printed': { ...ticket, how: 'original', pos_version },
  'stock.received': {
    batch_id,
    lottery_id,
    batch_number: 'B-1',
    quantity: 10,
    number_range: null,
    reorder_threshold: 0,
    shared: true,
    other_batch_ids: [],
    pos_version,
  },
  'stock.granted': {
    batch_id,
    lottery_id,
    grants: [{ device_id, epoch: 1, quantity: 5, ranges: [] }],
  },
  'stock.released': {
    batch_id,
    lottery_id,
    quantity: 1,
    ranges: [],
    reason: '',
    authorized_by: null,
    pos_version,
  },
  'shift.opened': { opening_float: 10_000, pos_version },
  'shift.closed': drawerCount,
  'shift.handed_over': { ...drawerCount, next_user_id: idOf('c', 2) },
  'shift.cash_moved': {
    shift_id,
    movement: 'in',
    amount: 1_500,
    reason: 'for change',
    authorized_by: null,
    pos_version,
  },
  'shift.no_sale': { shift_id, reason: '', authorized_by: null, pos_version },
  'draw.closed': { lottery_id, ...draw },
  'record.saved': { collection: 'users', record: {} },
  'entry.quarantined': {
    device_id,
    epoch: 1,
    seq: 1,
    hash: 'f'.repeat(64),
    reason: 'fork',
    detail: '',
    entry_json: '{}',
  },
};

/** A valid body of this kind; a test says only what it is about. */
export const bodyOf = <K extends EntryKind>(kind: K, said: Partial<BodyOf<K>> = {}): BodyOf<K> => ({
  ...examples[kind],
  ...said,
});
