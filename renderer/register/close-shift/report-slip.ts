import type { Shift } from '../../../shared/schema/shifts.ts';
import type { TillView } from '../../till/api.ts';
import type { Paper } from '../slips/paper.ts';
import { pairs, type SlipDocument, textLine } from '../slips/slip-document.ts';
import { drawerLines, salesLines } from './report-lines.ts';

export interface Report {
  readonly title: string;
  readonly shift: Shift;
  /** Without what gives away what the drawer should hold. */
  readonly blind: boolean;
  /** Printed again later. */
  readonly copy: boolean;
}

/** An X or Z report on paper. */
export function reportSlip({ t, format }: Paper, view: TillView, report: Report): SlipDocument {
  const { title, shift, blind, copy } = report;
  const by = view.users.find(({ _id }) => _id === shift.user_id)?.name;
  return {
    label: title,
    locale: format.locale,
    lines: [
      ...(copy ? [{ is: 'mark', text: t('closeShift.copy') } as const] : []),
      { is: 'title', text: title, beside: '' },
      ...textLine([view.store.name, view.device?.name].filter(Boolean).join(' · ')),
      ...pairs([...salesLines(t, shift, format, { blind, by }), ...drawerLines(t, shift, format, blind)]),
    ],
  };
}
