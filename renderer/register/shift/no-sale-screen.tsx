import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Split } from '../../components/split.tsx';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { ReasonField } from '../ticket/reason-field.tsx';
import { useRegister } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { approvalOf, LendFields, nobodyYet } from './lend-fields.tsx';

/** Opens the drawer without a sale: a right, and an entry of the journal. */
export function NoSaleScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const [reason, setReason] = useState('');
  const [lender, setLender] = useState(nobodyYet);
  const { asking, ask } = useAskingAloud();
  const open = () =>
    ask(
      () => till.noSale(reason, approvalOf(lender)),
      () => {
        showScreen(store, 'sell');
        store.setState({ notice: { kind: 'information', text: t('shift.drawerOpened') } });
      },
    );
  const label = asking ? t('shift.waiting') : t('shift.submitNoSale');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: open, disabled: asking, primary: true },
      { key: 'Escape', label: t('shift.back'), run: () => showScreen(store, 'shift'), disabled: asking },
    ],
  });
  return (
    <Split
      label={t('shift.noSale')}
      side={<LendFields permission="shift.no_sale" lender={lender} onChange={setLender} />}
    >
      <h1>{t('shift.noSale')}</h1>
      <p>{t('shift.noSaleText')}</p>
      <ReasonField
        value={reason}
        onChange={setReason}
        suggestions={Object.values(t('shift.reasonsNoSale', { returnObjects: true }))}
        focused={till.may('shift.no_sale')}
      />
    </Split>
  );
}
