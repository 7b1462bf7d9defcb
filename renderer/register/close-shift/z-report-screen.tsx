import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { ShiftReport } from './shift-report.tsx';

/** Shown after closing, and only then: what should have been in the drawer. */
export function ZReportScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { store, print } = useRegister();
  const format = useFormat();
  const done = () => {
    store.setState({ closedShift: null });
    showScreen(store, 'sell');
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('closeShift.done'), run: done, primary: true },
      { key: 'F6', label: t('closeShift.print'), run: print },
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
      sentence={difference === 0 ? t('closeShift.even') : over}
      about={t('closeShift.difference')}
    />
  );
}
