import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../kit/message-page.tsx';
import type { MovedCash } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { Printout } from '../slips/printout.tsx';
import { Slip } from '../slips/slip.tsx';
import { useSlips } from '../slips/use-slips.ts';
import { useFormat, useRegister } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';

/** After the movement is durable: what was done, and its slip. */
export function CashMovedScreen({ moved }: { readonly moved: MovedCash }) {
  const { t } = useTranslation();
  const { store, printer, print } = useRegister();
  const format = useFormat();
  const slips = useSlips();
  const slip = useMemo(() => slips.cash(moved), [slips, moved]);
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label: t('shift.done'), run: () => store.change(showScreen('sell')), primary: true },
      { key: 'F6', label: t('shift.print'), run: print },
      { key: 'Escape', label: t('shift.back'), run: () => store.change(showScreen('sell')) },
    ],
  });
  useEffect(() => {
    if (printer.settings.kind !== 'screen') print();
  }, [printer, print]);
  return (
    <MessagePage title={t(`shift.moved.${moved.movement}`, { amount: format.money(moved.amountMinor) })}>
      <Slip document={slip} />
      <Printout slips={[slip]} />
    </MessagePage>
  );
}
