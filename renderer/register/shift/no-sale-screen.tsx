import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Split } from '../../kit/split.tsx';
import { useLayer } from '../keys/layers.ts';
import { ReasonField } from '../ticket/reason-field.tsx';
import { useRegister } from '../till-context.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { useAskingAloud } from '../use-asking.ts';
import { LendFields, useLending } from './lend-fields.tsx';

/** Opens the drawer without a sale: a right, and an entry of the journal. */
export function NoSaleScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const [reason, setReason] = useState('');
  const lending = useLending('shift.no_sale');
  const { asking, ask } = useAskingAloud();
  const open = () => {
    if (lending.isLacking()) return;
    ask(
      () => till.noSale(reason, lending.approval),
      () => {
        store.change(showScreen('sell'), showInformation(t('shift.drawerOpened')));
      },
      () => lending.fields.secret,
    );
  };
  const label = asking ? t('shift.waiting') : t('shift.submitNoSale');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: open, disabled: asking, primary: true },
      {
        key: 'Escape',
        label: t('shift.back'),
        run: () => store.change(showScreen('shift')),
        disabled: asking,
      },
    ],
  });
  return (
    <Split label={t('shift.noSale')} side={<LendFields lending={lending} />}>
      <h1>{t('shift.noSale')}</h1>
      <p>{t('shift.noSaleText')}</p>
      <ReasonField
        value={reason}
        onChange={setReason}
        suggestions={Object.values(t('shift.reasonsNoSale', { returnObjects: true }))}
        focused
      />
    </Split>
  );
}
