import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../shared/schema/shifts.ts';
import { Facts } from '../../kit/facts.tsx';
import { useFormat, useView } from '../till-context.ts';

/** Whose shift it is, and since when. */
export function ShiftFacts({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation();
  const { users } = useView();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { name: t('closeShift.opened'), value: format.dateTime(shift.opened_at) },
        { name: t('closeShift.by'), value: users.find(({ _id }) => _id === shift.user_id)?.name ?? '–' },
      ]}
    />
  );
}
