import { useState } from 'react';
import { parseMoney } from '../../../shared/domain/money.ts';
import { MessagePage } from '../../components/message-page.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { decimalKey } from '../money-field.ts';
import { showScreen } from '../register-state.ts';
import { useRegister, useView } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { texts } from './texts.ts';

export function OpenShiftScreen() {
  const { till, store } = useRegister();
  const { settings } = useView();
  const [float, setFloat] = useState('');
  const { asking, ask, refuse } = useAskingAloud();
  const allowed = till.may('shift.open');

  const submit = () => {
    if (!allowed) return refuse(texts.notAllowed);
    if (float.trim() === '') return refuse(texts.empty);
    const amount = parseMoney(float, settings);
    if (!amount.ok) return refuse(amount.refusal.message);
    ask(
      () => till.openShift(amount.value),
      () => showScreen(store, 'sell'),
    );
  };
  useLayer({
    level: 0,
    actions: [
      {
        key: 'Enter',
        label: asking ? texts.waiting : texts.submit,
        run: submit,
        disabled: asking,
        primary: true,
      },
      { key: 'F8', label: texts.ticket, run: () => showScreen(store, 'ticket') },
      { key: 'F10', label: texts.more, run: () => showScreen(store, 'more') },
    ],
  });
  return (
    <MessagePage title={texts.title}>
      <p>{allowed ? texts.text : texts.notAllowed}</p>
      <TextField
        label={texts.float}
        value={float}
        onChange={setFloat}
        focused
        amount
        inputMode="decimal"
        maxLength={16}
      />
      <NumberPad label={texts.pad} value={float} onChange={setFloat} extra={decimalKey(settings)} />
    </MessagePage>
  );
}
