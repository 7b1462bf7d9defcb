import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts.tsx';
import { Split } from '../../kit/split.tsx';
import { Printout } from '../slips/printout.tsx';
import { useSlips } from '../slips/use-slips.ts';
import { useFormat, useView } from '../till-context.ts';
import classes from './close-shift.module.css';
import { drawerLines, salesLines } from './report-lines.ts';
import type { Report } from './report-slip.ts';

interface ShiftReportProps extends Report {
  /** Read at a glance, from where the drawer stands. */
  readonly headline?: { readonly text: string; readonly isWrong: boolean };
  readonly sentence: string;
  /** What the sentence is about. */
  readonly about: string;
}

/** An X or Z report on the screen, and on paper for the printer. */
export function ShiftReport({ headline, sentence, about, ...report }: ShiftReportProps) {
  const { title, shift, blind } = report;
  const { t } = useTranslation();
  const format = useFormat();
  const slips = useSlips();
  const by = useView().users.find(({ _id }) => _id === shift.user_id)?.name;
  const totals: readonly string[] = [
    t('closeShift.salesTotal'),
    t('closeShift.expected'),
    t('closeShift.counted'),
    t('closeShift.difference'),
  ];
  const factsOf = (lines: ReturnType<typeof salesLines>) =>
    lines.map(([name, value]) => ({ name, value, amount: true, strong: totals.includes(name) }));
  const drawer = (
    <>
      <h2>{t('closeShift.drawer')}</h2>
      <Facts facts={factsOf(drawerLines(t, shift, format, blind))} />
    </>
  );
  return (
    <Split label={title} side={drawer} sideLabel={t('closeShift.drawer')} isRead>
      <h1>{title}</h1>
      {headline && (
        <p className={`large ${classes.headline}`} data-wrong={headline.isWrong || undefined}>
          {headline.text}
        </p>
      )}
      <p role="status" aria-label={about}>
        {sentence}
      </p>
      <h2>{t('closeShift.sales')}</h2>
      <Facts facts={factsOf(salesLines(t, shift, format, { blind, by }))} />
      <Printout slips={[slips.report(report)]} />
    </Split>
  );
}
