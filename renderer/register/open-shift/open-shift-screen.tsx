import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../../shared/domain/money.ts';
import { MessagePage } from '../../kit/message-page.tsx';
import { NumberPad } from '../../kit/number-pad.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { refusalText } from '../../texts/refusal-text.ts';
import { useLayer } from '../keys/layers.ts';
import { decimalKey } from '../money-field.ts';
import { useFormat, useRegister, useView } from '../till-context.ts';
import { showScreen } from '../transitions/screens.ts';
import { useAskingAloud } from '../use-asking.ts';

export function OpenShiftScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const view = useView();
  const format = useFormat();
  const settings = { ...view.settings, locale: format.locale };
  const [float, setFloat] = useState('');
  const { asking, ask, refuse } = useAskingAloud();
  const allowed = till.may('shift.open');

  const submit = () => {
    if (!allowed) return refuse(t('openShift.notAllowed'));
    if (float.trim() === '') return refuse(t('openShift.empty'));
    const amount = parseMoney(float, settings);
    if (!amount.ok) return refuse(refusalText(t, amount.refusal));
    ask(
      () => till.openShift(amount.value),
      () => store.change(showScreen('sell')),
    );
  };
  useLayer({
    level: 0,
    actions: [
      {
        key: 'Enter',
        label: asking ? t('openShift.waiting') : t('openShift.submit'),
        run: submit,
        disabled: asking,
        primary: true,
      },
      { key: 'F8', label: t('openShift.ticket'), run: () => store.change(showScreen('ticket')) },
      { key: 'F9', label: t('openShift.lastZ'), run: () => store.change(showScreen('last_z')) },
      { key: 'F10', label: t('openShift.more'), run: () => store.change(showScreen('more')) },
    ],
  });
  return (
    <MessagePage title={t('openShift.title')}>
      <p>{allowed ? t('openShift.text') : t('openShift.notAllowed')}</p>
      <TextField
        label={t('openShift.float')}
        value={float}
        onChange={setFloat}
        focused
        amount
        inputMode="decimal"
        maxLength={16}
      />
      <NumberPad label={t('openShift.pad')} value={float} onChange={setFloat} extra={decimalKey(settings)} />
    </MessagePage>
  );
}
