import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../shared/domain/permissions.ts';
import type { Approval, PinUser } from '../../till/api.ts';
import {
  type Person,
  PersonFields,
  type PersonRefs,
  usePersonFields,
  usePinUsers,
} from '../lock/person-fields.tsx';
import { useTill } from '../till-context.ts';
import { useAskingAloud } from '../use-asking.ts';

export interface Lending {
  /** Who may lend the right; null where the cashier has it, or that is not known yet. */
  readonly managers: readonly PinUser[] | null;
  readonly lender: Person;
  readonly setLender: (lender: Person) => void;
  readonly fields: PersonRefs;
  /** What is given along with the command. */
  readonly approval: Approval | null;
  /** Enter goes on to the PIN first; where nobody can lend the right, that is said. */
  readonly isLacking: () => boolean;
}

/** A manager's PIN, where the cashier lacks a right. */
export function useLending(permission: Permission): Lending {
  const { t } = useTranslation();
  const till = useTill();
  const [entered, setLender] = useState<Person | null>(null);
  const fields = usePersonFields();
  const { refuse } = useAskingAloud();
  const isNeeded = !till.may(permission);
  const users = usePinUsers(isNeeded);
  const managers = (isNeeded && users?.filter(({ role }) => role !== 'staff')) || null;
  const lender = entered ?? { username: managers?.[0]?.username ?? '', by: 'pin', secret: '' };
  const { username, secret } = lender;
  return {
    managers,
    lender,
    setLender,
    fields,
    approval: username === '' || secret === '' ? null : { username, pin: secret },
    isLacking() {
      if (managers?.length === 0) refuse(t('shift.lendNobody'));
      else if (managers && secret === '' && fields.secret.current !== document.activeElement) {
        refuse(null, fields.secret);
      } else return false;
      return true;
    },
  };
}

export function LendFields({ lending }: { readonly lending: Lending }) {
  const { t } = useTranslation();
  const { managers, lender, setLender, fields } = lending;
  if (!managers) return null;
  if (managers.length === 0) return <p>{t('shift.lendNobody')}</p>;
  return (
    <>
      <h2>{t('shift.lendTitle')}</h2>
      <PersonFields person={lender} onChange={setLender} users={managers} fields={fields} focused={false} />
    </>
  );
}
