import type { MovedCash, TillView } from '../../till/api.ts';
import type { Paper } from '../slips/paper.ts';
import { pairs, type SlipDocument, type SlipLine, textLine } from '../slips/slip-document.ts';

const titles = { in: 'shift.cashIn', out: 'shift.cashOut', safe_drop: 'shift.safeDrop' } as const;

/** Of a movement of cash; what leaves the drawer is signed for, a drop into the safe by two. */
export function cashSlip({ t, format }: Paper, { store, device }: TillView, moved: MovedCash): SlipDocument {
  const title = t(titles[moved.movement]);
  const signature = (name: string): readonly SlipLine[] => [
    ...textLine('\u00a0'),
    ...textLine('_'.repeat(30)),
    ...textLine(name, true),
  ];
  return {
    label: title,
    locale: format.locale,
    lines: [
      { is: 'title', text: title, beside: '' },
      ...textLine([store.name, device?.name].filter(Boolean).join(' · ')),
      ...pairs([
        [t('closeShift.by'), moved.byName],
        [t('shift.time'), format.dateTime(moved.at)],
        [t('shift.entry'), String(moved.seq)],
        ...(moved.reason === '' ? [] : [[t('shift.reason'), moved.reason] as const]),
      ]),
      { is: 'total', name: t('shift.amount'), value: format.money(moved.amountMinor) },
      ...signature(t('shift.signature')),
      ...(moved.movement === 'safe_drop' ? signature(t('shift.signatureSecond')) : []),
    ],
  };
}
