import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../kit/message-page.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLayer } from '../keys/layers.ts';
import { useRegister } from '../till-context.ts';
import { showInformation } from '../transitions/notices.ts';
import { showScreen } from '../transitions/screens.ts';
import { useAskingAloud, useField } from '../use-asking.ts';

/** Sets the PIN of who is signed in, against the password: someone else may have stepped up to an open till. */
export function PinScreen() {
  const { t } = useTranslation();
  const { till, store } = useRegister();
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [passwordField, pinField, againField] = [useField(), useField(), useField()];
  const { asking, ask, refuse, lack } = useAskingAloud();

  const save = () => {
    if (password === '') return lack(t('lock.pinEmpty'), passwordField);
    if (pin === '') return lack(t('lock.pinEmpty'), pinField);
    if (again === '') return lack(t('lock.pinEmpty'), againField);
    if (pin !== again) return refuse(t('lock.different'), againField);
    ask(
      () => till.setPin(password, pin),
      () => {
        store.change(showScreen('more'), showInformation(t('lock.saved')));
      },
      ({ code }) => (code.startsWith('pin.') ? pinField : passwordField),
    );
  };
  const label = asking ? t('lock.waiting') : t('lock.save');
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: save, disabled: asking, primary: true },
      { key: 'Escape', label: t('lock.back'), run: () => store.change(showScreen('more')), disabled: asking },
    ],
  });
  const digits = { type: 'password', inputMode: 'numeric', maxLength: 8 } as const;
  return (
    <MessagePage title={t('lock.pinTitle')}>
      <p>{t('lock.pinText')}</p>
      <TextField
        inputRef={passwordField}
        label={t('lock.password')}
        type="password"
        value={password}
        onChange={setPassword}
        focused
        maxLength={200}
        autoComplete="current-password"
      />
      <TextField inputRef={pinField} label={t('lock.newPin')} value={pin} onChange={setPin} {...digits} />
      <TextField
        inputRef={againField}
        label={t('lock.again')}
        value={again}
        onChange={setAgain}
        {...digits}
      />
    </MessagePage>
  );
}
