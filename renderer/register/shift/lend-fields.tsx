import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../shared/domain/permissions.ts';
import type { Approval } from '../../local/api.ts';
import { type Person, PersonFields, usePinUsers } from '../lock/person-fields.tsx';
import { useTill } from '../till-context.ts';

/** What is given along with a command: null where the cashier has the right, or nothing was entered. */
export const approvalOf = ({ username, secret }: Person): Approval | null =>
  username === '' || secret === '' ? null : { username, pin: secret };

export const nobodyYet: Person = { username: '', by: 'pin', secret: '' };

interface LendFieldsProps {
  readonly permission: Permission;
  readonly lender: Person;
  readonly onChange: (lender: Person) => void;
}

/** A manager's PIN, where the cashier lacks the right. */
export function LendFields({ permission, lender, onChange }: LendFieldsProps) {
  const { t } = useTranslation();
  const till = useTill();
  const users = usePinUsers();
  if (till.may(permission) || !users) return null;
  const managers = users.filter(({ role }) => role !== 'staff');
  if (managers.length === 0) return <p>{t('shift.lendNobody')}</p>;
  const chosen = lender.username === '' ? { ...lender, username: managers[0]?.username ?? '' } : lender;
  return (
    <>
      <h2>{t('shift.lendTitle')}</h2>
      <p>{t('shift.lendText')}</p>
      <PersonFields person={chosen} onChange={onChange} users={managers} />
    </>
  );
}
