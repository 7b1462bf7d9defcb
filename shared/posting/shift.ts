import { objectIdOfEntry } from '../domain/ids.ts';
import type { shiftBodies } from '../journal/bodies/shift.ts';
import { must, refuse } from '../result.ts';
import { raiseException } from './exceptions.ts';
import { headId } from './keys.ts';
import type { Poster, Posters } from './poster.ts';

/** Of the n-th Z report of an epoch, whose till number no other epoch of the store has (SFT2). */
export const zNumber = (tillNumber: number, n: number): string =>
  `${String(tillNumber).padStart(5, '0')}-${String(n).padStart(4, '0')}`;

const shiftOpened: Poster<'shift.opened'> = {
  keys: () => [],

  post(entry, _context, documents) {
    const { opening_float } = entry.body;
    documents.put('shifts', {
      _id: objectIdOfEntry(entry.at, entry.hash, 0),
      store_id: must(entry.store_id, 'store of a shift'),
      device_id: entry.device_id,
      user_id: must(entry.user_id, 'cashier of a shift'),
      status: 'open',
      opened_at: entry.at,
      closed_at: null,
      closed_by: null,
      opening_float,
      cash_sales: 0,
      card_sales: 0,
      wallet_sales: 0,
      cash_refunds: 0,
      card_refunds: 0,
      wallet_refunds: 0,
      cash_in: 0,
      cash_out: 0,
      cash_payouts: 0,
      cash_top_ups: 0,
      tickets_sold: 0,
      tickets_cancelled: 0,
      expected_cash: opening_float,
      counted_cash: null,
      difference: null,
      z_number: null,
    });
  },

  audit: (body) => ({
    entity_type: 'shifts',
    entity_id: '',
    description: `Opened a shift with a float of ${body.opening_float}.`,
  }),
};

const shiftClosed: Poster<'shift.closed'> = {
  keys: (entry) => [{ collection: 'shifts', id: entry.body.shift_id }],

  post(entry, context, documents) {
    const { body } = entry;
    const shift = documents.get('shifts', body.shift_id);
    if (shift?.status !== 'open') {
      raiseException(entry, context, documents, {
        place: 0,
        code: shift ? 'shift.already_closed' : 'shift.unknown',
        concerns: [{ collection: 'shifts', id: body.shift_id }],
        message: `Z report ${body.z_number} closes a shift that ${shift ? 'was closed before' : 'is not known'}.`,
      });
      return;
    }
    const head = must(documents.get('heads', headId(entry.device_id, entry.epoch)), 'head of a till');
    const z_reports = head.z_reports + 1;
    documents.put('heads', { ...head, z_reports });
    documents.put('shifts', {
      ...shift,
      status: 'closed',
      closed_at: entry.at,
      closed_by: entry.user_id,
      counted_cash: body.counted_cash,
      difference: body.counted_cash - shift.expected_cash,
      z_number: zNumber(head.till_number, z_reports),
    });
  },

  refuse(entry, documents) {
    const shift = documents.get('shifts', entry.body.shift_id);
    return shift?.status === 'open' ? null : refuse('shift.closed', 'This shift is closed already.').refusal;
  },

  audit: (body) => ({
    entity_type: 'shifts',
    entity_id: body.shift_id,
    description: `Closed a shift, counted ${body.counted_cash}, Z report ${body.z_number}.`,
  }),
};

export const shiftPosters: Posters<typeof shiftBodies> = {
  'shift.opened': shiftOpened,
  'shift.closed': shiftClosed,
};
