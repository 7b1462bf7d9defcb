import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../kit/choice-group.tsx';
import type { Way } from '../register-state.ts';
import type { Counting } from './counting.ts';

/** By sum or by denomination. */
export function CountWay({
  counting,
  choose,
}: {
  readonly counting: Counting;
  readonly choose: (way: Way) => void;
}) {
  const { t } = useTranslation();
  return (
    <ChoiceGroup
      label={t('closeShift.how')}
      value={counting.way}
      onChange={choose}
      choices={[
        { value: 'sum', label: t('closeShift.bySum') },
        { value: 'pieces', label: t('closeShift.byPieces') },
      ]}
    />
  );
}
