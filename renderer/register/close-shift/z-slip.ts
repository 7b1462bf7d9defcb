import type { Shift } from '../../../shared/schema/shifts.ts';
import type { TillView } from '../../local/api.ts';
import { pairs, type SlipDocument, textLine } from '../slips/slip-document.ts';
import type { Paper } from '../till-context.ts';
import { zLines } from './z-lines.ts';

/** The Z report on paper. */
export function zSlip({ t, format }: Paper, { store, device }: TillView, shift: Shift): SlipDocument {
  const title = t('closeShift.zTitle', { number: shift.z_number ?? '' });
  return {
    label: title,
    locale: format.locale,
    lines: [
      { is: 'title', text: title, beside: '' },
      ...textLine([store.name, device?.name].filter(Boolean).join(' · ')),
      ...pairs(zLines(t, shift, format)),
    ],
  };
}
