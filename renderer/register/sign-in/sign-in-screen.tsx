import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../components/message-page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type Language, languages } from '../../texts/languages.ts';
import { useLayer } from '../keys/layers.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';
import { useLanguage } from '../use-language.ts';

export function SignInScreen() {
  const { t } = useTranslation();
  const { till } = useRegister();
  const { connection } = useTillState();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [language, chooseLanguage] = useLanguage();
  const { asking, ask, refuse } = useAskingAloud();

  const submit = () => {
    if (username.trim() === '' || password === '') refuse(t('signIn.empty'));
    else ask(() => till.signIn(username.trim(), password));
  };
  const label = asking ? t('signIn.waiting') : t('signIn.submit');
  const other: Language = language === 'en' ? 'es' : 'en';
  const switchLanguage = () => {
    // A sentence that still stands there would stay in the old language.
    refuse(null);
    chooseLanguage(other);
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: submit, disabled: asking, primary: true },
      { key: 'F2', label: languages[other], run: switchLanguage },
    ],
  });
  return (
    <MessagePage title={t('signIn.title')}>
      <TextField
        label={t('signIn.username')}
        value={username}
        onChange={setUsername}
        focused
        maxLength={60}
        autoComplete="username"
      />
      <TextField
        label={t('signIn.password')}
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={200}
        autoComplete="current-password"
      />
      <p className="soft">{connection.state === 'offline' && t('signIn.offline')}</p>
    </MessagePage>
  );
}
