import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../components/message-page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { showScreen } from '../register-state.ts';
import { useRegister } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';

/** Sets the PIN of who is signed in, against the password: someone else may have stepped up to an open till. */
export function PinScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const { asking, ask, refuse } = useAskingAloud();

  const save = () => {
    if (password === '' || pin === '') return refuse(t('lock.pinEmpty'));
    if (pin !== again) return refuse(t('lock.different'));
    ask(
      () => till.setPin(password, pin),
      () => {
        showScreen(store, 'more');
        store.setState({ notice: { kind: 'information', text: t('lock.saved') } });
      },
    );
  };
  const label = asking ? t('lock.waiting') : t('lock.save');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: save, disabled: asking, primary: true },
      { key: 'Escape', label: t('lock.back'), run: () => showScreen(store, 'more'), disabled: asking },
    ],
  });
  const digits = { type: 'password', inputMode: 'numeric', maxLength: 8 } as const;
  return (
    <MessagePage title={t('lock.pinTitle')}>
      <p>{t('lock.pinText')}</p>
      <TextField
        label={t('lock.password')}
        type="password"
        value={password}
        onChange={setPassword}
        focused
        maxLength={200}
        autoComplete="current-password"
      />
      <TextField label={t('lock.newPin')} value={pin} onChange={setPin} {...digits} />
      <TextField label={t('lock.again')} value={again} onChange={setAgain} {...digits} />
    </MessagePage>
  );
}
