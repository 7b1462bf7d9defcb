import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/facts.tsx';
import { Split } from '../../components/split.tsx';
import { Printout } from '../slips/printout.tsx';
import { useSlips } from '../slips/use-slips.ts';
import { useFormat } from '../till-context.ts';
import { drawerLines, salesLines } from './report-lines.ts';
import type { Report } from './report-slip.ts';

interface ShiftReportProps extends Report {
  readonly sentence: string;
  /** What the sentence is about. */
  readonly about: string;
}

/** An X or Z report on the screen, and on paper for the printer. */
export function ShiftReport({ title, shift, blind, sentence, about }: ShiftReportProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const slips = useSlips();
  const totals: readonly string[] = [
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
    <Split label={title} side={drawer} sideLabel={t('closeShift.drawer')} sideIsRead>
      <h1>{title}</h1>
      <p role="status" aria-label={about}>
        {sentence}
      </p>
      <h2>{t('closeShift.sales')}</h2>
      <Facts facts={factsOf(salesLines(t, shift, format))} />
      <Printout slips={[slips.report({ title, shift, blind })]} />
    </Split>
  );
}
