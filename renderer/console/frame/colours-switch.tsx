import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const choices: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

export function ColoursSwitch() {
  const { t } = useTranslation('console');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl<MantineColorScheme>
      aria-label={t('frame.colours')}
      data={choices.map((value) => ({ value, label: t(`frame.colour.${value}`) }))}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
}
