import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { ShiftReport } from '../close-shift/shift-report.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';

/** How the shift stands. Who may not read reports counts blind, so the drawer's cash is kept from them. */
export function XReportScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { till, store, print } = useRegister();
  const blind = !till.may('reports.read');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('shift.done'), run: () => store.change(showScreen('sell')), primary: true },
      { key: 'F6', label: t('shift.print'), run: print },
      { key: 'Escape', label: t('shift.back'), run: () => store.change(showScreen('shift')) },
    ],
  });
  return (
    <ShiftReport
      title={t('shift.xTitle')}
      shift={shift}
      blind={blind}
      copy={false}
      sentence={blind ? t('shift.xBlind') : t('shift.xNothing')}
      about={t('shift.xTitle')}
    />
  );
}
