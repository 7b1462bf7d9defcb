import { describe, expect, test } from 'vitest';
import { createFormat } from '../../renderer/register/format.ts';
import { makeSlips } from '../../renderer/register/slips/make-slips.ts';
import type { SlipDocument } from '../../renderer/register/slips/slip-document.ts';
import { Refused } from '../../shared/refusals/refused.ts';
import { must } from '../../shared/result.ts';
import { startSceneTill } from '../register/preview/scene-till.ts';
import { readyScene } from '../register/ready-scene.ts';
import { testTexts } from '../register/test-texts.ts';

const till = await startSceneTill(readyScene);
const view = must(till.state().view, 'view');
const { t } = testTexts('en');
const paper = { t, format: createFormat(view.settings, view.store.time_zone) };

const offer = must(till.state().offers[1], 'offer');
const line = {
  lottery_id: offer.lottery._id,
  quantity: 1,
  boards: [till.quickPick(offer.lottery._id)],
  draw_dates: [must(offer.slots[0], 'draw').draw_date],
};
const sold = await till.sell([line], { method: 'cash', tendered: 10_000, reference: null });
if (!sold.ok) throw new Refused(sold.refusal);
const printable = must(sold.value.tickets[0], 'ticket');

const textOf = ({ lines }: SlipDocument) => lines.map((one) => ('text' in one ? one.text : '')).join('\n');
const slip = (changes: object = {}, training = false) =>
  makeSlips(paper, view, training).ticket({ ...printable, ...changes });
const promise = t('slips.bearer');

describe('the paper of a ticket', () => {
  test('is its bearer’s: it says what a prize takes, and how to play safely', () => {
    expect(slip().original).toBe(printable.ticket.ticket_number);
    expect(textOf(slip())).toContain(promise);
  });

  test.each([
    ['a copy', slip({ copy: 1 })],
    ['a copy of a cancelled ticket', slip({ copy: 2, ticket: { ...printable.ticket, status: 'cancelled' } })],
    ['a sample from training', slip({}, true)],
  ])('[CLM3] promises nothing as %s', (_what, document) => {
    expect(document.original).toBeUndefined();
    expect(textOf(document)).not.toContain(promise);
    expect(textOf(document)).toContain(view.settings.helpline.slice(-4));
  });
});
