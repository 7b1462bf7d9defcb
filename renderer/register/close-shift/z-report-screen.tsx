import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Facts } from '../../components/facts.tsx';
import { MessagePage } from '../../components/message-page.tsx';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { Printout } from '../slips/printout.tsx';
import { Slip } from '../slips/slip.tsx';
import { useSlips } from '../slips/use-slips.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { zLines } from './z-lines.ts';

/** Shown after closing, and only then: what should have been in the drawer. */
export function ZReportScreen({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { store, print } = useRegister();
  const format = useFormat();
  const slips = useSlips();
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
  return (
    <MessagePage title={t('closeShift.zTitle', { number: shift.z_number ?? '' })}>
      <p role="status" aria-label={t('closeShift.difference')}>
        {difference === 0
          ? t('closeShift.even')
          : difference > 0
            ? t('closeShift.over', { amount })
            : t('closeShift.short', { amount })}
      </p>
      <Facts
        facts={zLines(t, shift, format)
          .slice(1)
          .map(([name, value]) => ({ name, value, amount: true }))}
      />
      <Printout>
        <Slip document={slips.zReport(shift)} />
      </Printout>
    </MessagePage>
  );
}
