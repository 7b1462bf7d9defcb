import { expect, test } from 'vitest';
import { entryKinds, isTillKind, tillTraitsOf } from '../../shared/journal/kinds.ts';

const tillKinds = Object.keys(entryKinds).filter(isTillKind);

test('[SEC1] a till that head office has stopped refuses every kind but those that settle what it holds', () => {
  expect(tillKinds.filter((kind) => entryKinds[kind].whenStopped !== 'refused').sort()).toEqual([
    'shift.cash_moved',
    'shift.closed',
    'shift.handed_over',
    'shift.no_sale',
    'shift.opened',
    'stock.released',
    'ticket.printed',
    'ticket.printed_again',
    'user.signed_in',
  ]);
});

test('a kind that a newer version made, or only head office makes, has no traits of a till', () => {
  for (const kind of ['shift.painted', 'toString', 'record.saved', 'stock.granted'])
    expect(tillTraitsOf(kind), kind).toBeNull();
});
