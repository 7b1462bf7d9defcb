import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { useLayer } from '../keys/layers.ts';
import { useIsMeant } from '../keys/use-is-meant.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';
import { putZReportAway } from '../transitions/shift.ts';
import { ShiftReport } from './shift-report.tsx';

/** Shown after closing, and only then: what should have been in the drawer. */
export function ZReportScreen({ shift }: { readonly shift: Shift }) {
  const { store } = useRegister();
  const done = () => {
    store.change(putZReportAway, showScreen('sell'));
  };
  return <ZReport shift={shift} copy={false} onDone={done} />;
}

interface ZReportProps {
  readonly shift: Shift;
  readonly copy: boolean;
  readonly onDone: () => void;
}

export function ZReport({ shift, copy, onDone }: ZReportProps) {
  const { t } = useTranslation();
  const { print } = useRegister();
  const format = useFormat();
  const isMeant = useIsMeant(copy ? null : (shift.z_number ?? ''));
  const done = () => {
    if (isMeant()) onDone();
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('closeShift.done'), run: done, primary: true },
      { key: 'F6', label: t('closeShift.print'), run: print },
      ...(copy ? [{ key: 'Escape', label: t('closeShift.back'), run: onDone }] : []),
    ],
  });
  const difference = shift.difference ?? 0;
  const amount = format.money(Math.abs(difference));
  const over = difference > 0 ? t('closeShift.over', { amount }) : t('closeShift.short', { amount });
  return (
    <ShiftReport
      title={t('closeShift.zTitle', { number: shift.z_number ?? '' })}
      shift={shift}
      blind={false}
      copy={copy}
      headline={{ text: format.money(difference), isWrong: difference !== 0 }}
      sentence={difference === 0 ? t('closeShift.even') : over}
      about={t('closeShift.difference')}
    />
  );
}
