import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { Split } from '../../components/split.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Credential } from '../../local/api.ts';
import type { PinUser } from '../../local/verifiers.ts';
import { useTill } from '../till-context.ts';

export interface Person extends Credential {
  readonly username: string;
}

/** Who may sign in here by PIN; null until that is known. */
export function usePinUsers(): readonly PinUser[] | null {
  const till = useTill();
  const [users, setUsers] = useState<readonly PinUser[] | null>(null);
  useEffect(() => {
    let wanted = true;
    till.pinUsers().then(
      (found) => wanted && setUsers(found),
      () => wanted && setUsers([]),
    );
    return () => {
      wanted = false;
    };
  }, [till]);
  return users;
}

interface PersonFieldsProps {
  readonly person: Person;
  readonly onChange: (person: Person) => void;
  readonly users: readonly PinUser[];
}

/** A user and what proves it: touched and tapped as a PIN, or typed as name and password. */
export function PersonFields({ person, onChange, users }: PersonFieldsProps) {
  if (person.by === 'password') return <PasswordFields person={person} onChange={onChange} />;
  return (
    <>
      <Who person={person} onChange={onChange} users={users} />
      <PinField person={person} onChange={onChange} />
    </>
  );
}

interface PersonPageProps extends Omit<PersonFieldsProps, 'users'> {
  readonly title: string;
  /** Null until they are known: then it is clear what is asked for. */
  readonly users: readonly PinUser[] | null;
  /** What is to be known before. */
  readonly children?: ReactNode;
}

/** The same as a screen: who on the left, PIN or password on the right. */
export function PersonPage({ title, children, person, onChange, users }: PersonPageProps) {
  const isPin = person.by === 'pin';
  const Proof = isPin ? PinField : PasswordFields;
  return (
    <Split label={title} side={users && <Proof person={person} onChange={onChange} />}>
      <h1>{title}</h1>
      {children}
      {isPin && users && <Who person={person} onChange={onChange} users={users} />}
    </Split>
  );
}

type ProofProps = Omit<PersonFieldsProps, 'users'>;

function Who({ person, onChange, users }: PersonFieldsProps) {
  const { t } = useTranslation();
  return (
    <ChoiceGroup
      label={t('lock.who')}
      value={person.username}
      onChange={(username) => onChange({ ...person, username, secret: '' })}
      choices={users.map(({ username, name }) => ({ value: username, label: name }))}
    />
  );
}

function PinField({ person, onChange }: ProofProps) {
  const { t } = useTranslation();
  const setSecret = (secret: string) => onChange({ ...person, secret });
  return (
    <>
      <TextField
        // Whoever is chosen, the next digit goes into the field.
        key={person.username}
        label={t('lock.pin')}
        type="password"
        value={person.secret}
        onChange={setSecret}
        focused
        inputMode="none"
        maxLength={8}
      />
      <NumberPad label={t('lock.pad')} value={person.secret} onChange={setSecret} />
    </>
  );
}

function PasswordFields({ person, onChange }: ProofProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('lock.username')}
        value={person.username}
        onChange={(username) => onChange({ ...person, username })}
        maxLength={60}
        autoComplete="username"
      />
      <TextField
        label={t('lock.password')}
        type="password"
        value={person.secret}
        onChange={(secret) => onChange({ ...person, secret })}
        focused
        maxLength={200}
        autoComplete="current-password"
      />
    </>
  );
}
