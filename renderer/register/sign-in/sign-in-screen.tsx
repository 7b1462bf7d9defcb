import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../../kit/message-page.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { languageAfter, languages } from '../../texts/languages.ts';
import { useLayer } from '../keys/layers.ts';
import { type Person, PersonPage, usePersonFields, usePinUsers } from '../lock/person-fields.tsx';
import { useRegister, useTillState } from '../till-context.ts';
import { useAskingAloud, useField } from '../use-asking.ts';
import { useTillLanguage } from '../use-till-language.ts';

export function SignInScreen() {
  const { t } = useTranslation();
  const { till } = useRegister();
  const { connection } = useTillState();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { asking, ask, refuse, lack } = useAskingAloud();
  const [language, chooseLanguage] = useTillLanguage(refuse);
  const [nameField, passwordField] = [useField(), useField()];
  const personFields = usePersonFields();

  const users = usePinUsers() ?? [];
  /** Null while name and password are typed. */
  const [person, setPerson] = useState<Person | null>(null);
  const byPin = () => setPerson({ username: users[0]?.username ?? '', by: 'pin', secret: '' });

  const submitPin = ({ username: who, secret }: Person) => {
    if (who === '' || secret === '') return lack(t('lock.empty'), personFields.secret);
    ask(
      () => till.signInByPin(who, secret),
      undefined,
      () => personFields.secret,
    );
    // A wrong one is not to be deleted digit by digit.
    setPerson({ username: who, by: 'pin', secret: '' });
  };
  const submit = () => {
    if (person) return submitPin(person);
    if (username.trim() === '') return lack(t('signIn.empty'), nameField);
    if (password === '') return lack(t('signIn.empty'), passwordField);
    ask(
      () => till.signIn(username.trim(), password),
      undefined,
      () => passwordField,
    );
  };
  const label = asking ? t('signIn.waiting') : t('signIn.submit');
  const other = languageAfter(language);
  const switchLanguage = () => {
    // A sentence that still stands there would stay in the old language.
    refuse(null);
    chooseLanguage(other);
  };
  useLayer({
    level: 0,
    actions: [
      { key: 'Enter', label, run: submit, disabled: asking, primary: true },
      { key: 'F2', label: languages[other].name, run: switchLanguage },
      ...(users.length === 0
        ? []
        : [
            person
              ? { key: 'F3', label: t('lock.byPassword'), run: () => setPerson(null) }
              : { key: 'F3', label: t('signIn.byPin'), run: byPin },
          ]),
    ],
  });
  if (person) {
    return (
      <PersonPage
        title={t('signIn.title')}
        person={person}
        onChange={setPerson}
        users={users}
        fields={personFields}
      />
    );
  }
  return (
    <MessagePage title={t('signIn.title')}>
      <TextField
        inputRef={nameField}
        label={t('signIn.username')}
        value={username}
        onChange={setUsername}
        focused
        maxLength={60}
        autoComplete="username"
      />
      <TextField
        inputRef={passwordField}
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
