import type { TillView } from '../../till/api.ts';
import type { Paper } from '../slips/paper.ts';
import { pairs, type SlipDocument, textLine } from '../slips/slip-document.ts';

/** Shows whether the paper's width and its letters are right; no ticket. */
export function testSlip({ t, format }: Paper, { store, device }: TillView): SlipDocument {
  return {
    label: t('printing.testTitle'),
    locale: format.locale,
    lines: [
      { is: 'title', text: t('printing.testTitle'), beside: store.name },
      { is: 'mark', text: t('printing.noTicket') },
      ...pairs([
        [t('slips.terminal'), [store.code, device?.name].filter(Boolean).join(' · ')],
        [t('slips.total'), format.money(123_456)],
      ]),
      ...textLine('áéíóúüñÑ¿¡ ÀÈÇßäöÄÖ €'),
      ...textLine('0123456789'.repeat(4).concat('12345678')),
    ],
  };
}
