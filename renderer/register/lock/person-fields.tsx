import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Credential } from '../../local/api.ts';
import type { PinUser } from '../../local/verifiers.ts';
import { useTill } from '../till-context.ts';
import classes from './lock.module.css';

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
  const { t } = useTranslation();
  const setSecret = (secret: string) => onChange({ ...person, secret });
  if (person.by === 'password') {
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
          onChange={setSecret}
          focused
          maxLength={200}
          autoComplete="current-password"
        />
      </>
    );
  }
  return (
    <div className={classes.pin}>
      <ChoiceGroup
        label={t('lock.who')}
        value={person.username}
        onChange={(username) => onChange({ ...person, username, secret: '' })}
        choices={users.map(({ username, name }) => ({ value: username, label: name }))}
      />
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
    </div>
  );
}
