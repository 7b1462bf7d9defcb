import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Split } from '../../kit/split.tsx';
import type { PinUser, Session } from '../../till/api.ts';
import { leaveBasket } from '../held/held-baskets.ts';
import { type Action, useLayer } from '../keys/layers.ts';
import { useRegister, useTillState } from '../till-context.ts';
import { clearNotice } from '../transitions/notices.ts';
import { useAskingAloud } from '../use-asking.ts';
import { missingField, type Person, PersonPage, usePersonFields, usePinUsers } from './person-fields.tsx';

const noActions: readonly Action[] = [];

/** Hears every key while it is there: what lies below stays as it was, for the same user. */
export function LockScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const users = usePinUsers();
  // From the first moment on, before it is known who has a PIN.
  useLayer({ level: 9, actions: noActions, onKey: () => true });
  if (users) return <Locked session={session} users={users} />;
  return (
    <Split label={t('lock.title')} side={null}>
      <h1>{t('lock.title')}</h1>
    </Split>
  );
}

function Locked({ session, users }: { readonly session: Session; readonly users: readonly PinUser[] }) {
  const { t } = useTranslation();
  const register = useRegister();
  const { till, store } = register;
  const { connection } = useTillState();
  const { username, name, id } = session.user;
  const [person, setPerson] = useState<Person>({
    username,
    by: users.some((user) => user.username === username) ? 'pin' : 'password',
    secret: '',
  });
  const fields = usePersonFields();
  const { asking, ask, refuse, lack } = useAskingAloud();

  const unlock = () => {
    const missing = missingField(person, fields);
    if (missing) return lack(t('lock.empty'), missing);
    ask(
      () =>
        person.by === 'pin'
          ? till.signInByPin(person.username, person.secret)
          : till.signIn(person.username.trim(), person.secret),
      () => {
        if (till.state().session?.user.id !== id) void leaveBasket(register, name);
      },
      () => fields.secret,
    );
    // A wrong one is not to be deleted digit by digit.
    setPerson({ ...person, secret: '' });
  };
  const switchWay = () => {
    if (users.length === 0) return refuse(t('lock.nobody'));
    store.change(clearNotice);
    const by = person.by === 'pin' ? 'password' : 'pin';
    const known = by === 'password' || users.some((user) => user.username === person.username);
    setPerson({ username: known ? person.username : (users[0]?.username ?? ''), by, secret: '' });
  };
  const label = asking ? t('lock.waiting') : t('lock.unlock');
  useLayer({
    level: 10,
    actions: [
      { key: 'Enter', label, run: unlock, disabled: asking, primary: true },
      { key: 'F2', label: person.by === 'pin' ? t('lock.byPassword') : t('lock.byPin'), run: switchWay },
    ],
    onKey: () => true,
  });
  return (
    <PersonPage
      title={t('lock.title')}
      person={person}
      onChange={setPerson}
      users={users}
      fields={fields}
      level={11}
    >
      <p>{t('lock.text', { name })}</p>
      {person.by === 'password' && connection.state === 'offline' && (
        <p className="soft">{t('lock.offline')}</p>
      )}
    </PersonPage>
  );
}
