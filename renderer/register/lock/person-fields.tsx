import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import { NumberPad } from '../../kit/number-pad.tsx';
import { Split } from '../../kit/split.tsx';
import { TextField } from '../../kit/text-field.tsx';
import type { Credential, PinUser } from '../../till/api.ts';
import { useLayer } from '../keys/layers.ts';
import { useHold } from '../keys/use-hold.ts';
import { useTill } from '../till-context.ts';
import { type FieldRef, useField } from '../use-asking.ts';

export interface Person extends Credential {
  readonly username: string;
}

/** Who may sign in here by PIN; null until that is known, and keys wait for it where it is `needed`. */
export function usePinUsers(needed = true): readonly PinUser[] | null {
  const till = useTill();
  const [users, setUsers] = useState<readonly PinUser[] | null>(null);
  useHold(needed && users === null);
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

/** Where the cursor goes when something is missing or wrong. */
export interface PersonRefs {
  readonly username: FieldRef;
  /** The PIN or the password. */
  readonly secret: FieldRef;
}

export function usePersonFields(): PersonRefs {
  const username = useField();
  const secret = useField();
  return { username, secret };
}

/** The first of them that is still empty. */
export function missingField(person: Person, { username, secret }: PersonRefs): FieldRef | null {
  if (person.username.trim() === '') return username;
  return person.secret === '' ? secret : null;
}

interface PersonFieldsProps {
  readonly person: Person;
  readonly onChange: (person: Person) => void;
  readonly users: readonly PinUser[];
  readonly fields: PersonRefs;
  /** Takes the cursor when it appears. */
  readonly focused?: boolean;
  /** Of the layer that hears the arrow keys: above the form's own. */
  readonly level?: number | undefined;
}

/** A user and what proves it: touched and tapped as a PIN, or typed as name and password. */
export function PersonFields({ users, ...proof }: PersonFieldsProps) {
  if (proof.person.by === 'password') return <PasswordFields {...proof} />;
  return (
    <>
      <Who {...proof} users={users} />
      <PinField {...proof} />
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
export function PersonPage({ title, children, person, onChange, users, fields, level }: PersonPageProps) {
  const isPin = person.by === 'pin';
  const Proof = isPin ? PinField : PasswordFields;
  return (
    <Split label={title} side={users && <Proof person={person} onChange={onChange} fields={fields} />}>
      <h1>{title}</h1>
      {children}
      {isPin && users && (
        <Who person={person} onChange={onChange} users={users} fields={fields} level={level} />
      )}
    </Split>
  );
}

type ProofProps = Omit<PersonFieldsProps, 'users'>;

function Who({ person, onChange, users, fields, level = 3 }: PersonFieldsProps) {
  const { t } = useTranslation();
  const choose = (username: string) => {
    onChange({ ...person, username, secret: '' });
    // Whoever is chosen, the next digit goes into the field.
    fields.secret.current?.select();
  };
  useLayer({
    level,
    onKey: (key) => {
      if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
      const at = users.findIndex(({ username }) => username === person.username);
      const next = users[Math.min(users.length - 1, Math.max(0, at + (key === 'ArrowUp' ? -1 : 1)))];
      if (next) choose(next.username);
      return true;
    },
  });
  return (
    <ChoiceGroup
      label={t(users.length > 1 ? 'lock.whoOf' : 'lock.who')}
      value={person.username}
      onChange={choose}
      choices={users.map(({ username, name }) => ({ value: username, label: name }))}
    />
  );
}

function PinField({ person, onChange, fields, focused = true }: ProofProps) {
  const { t } = useTranslation();
  const setSecret = (secret: string) => onChange({ ...person, secret });
  return (
    <>
      <TextField
        label={t('lock.pin')}
        type="password"
        inputRef={fields.secret}
        value={person.secret}
        onChange={setSecret}
        focused={focused}
        inputMode="none"
        maxLength={8}
      />
      <NumberPad label={t('lock.pad')} value={person.secret} onChange={setSecret} />
    </>
  );
}

function PasswordFields({ person, onChange, fields }: ProofProps) {
  const { t } = useTranslation();
  // Whoever is locked out is named already.
  const [beginsWithName] = useState(person.username === '');
  return (
    <>
      <TextField
        inputRef={fields.username}
        label={t('lock.username')}
        value={person.username}
        onChange={(username) => onChange({ ...person, username })}
        focused={beginsWithName}
        maxLength={60}
        autoComplete="username"
      />
      <TextField
        inputRef={fields.secret}
        label={t('lock.password')}
        type="password"
        value={person.secret}
        onChange={(secret) => onChange({ ...person, secret })}
        focused={!beginsWithName}
        maxLength={200}
        autoComplete="current-password"
      />
    </>
  );
}
