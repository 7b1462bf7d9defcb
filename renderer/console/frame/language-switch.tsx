import { Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consoleTexts } from '../../texts/console/texts.ts';
import { allLanguages, languageOf, languages } from '../../texts/languages.ts';
import { useLanguage } from '../../texts/use-language.ts';

export function LanguageSwitch() {
  const { t } = useTranslation('console');
  const [failed, setFailed] = useState(false);
  const [language, choose] = useLanguage(consoleTexts, () => setFailed(true));
  return (
    <Group wrap="nowrap">
      {failed && (
        <Text role="alert" c="red" size="xs">
          {t('frame.languageFailed')}
        </Text>
      )}
      <NativeSelect
        aria-label={t('frame.language')}
        data={allLanguages.map((value) => ({ value, label: languages[value].name }))}
        value={language}
        onChange={({ currentTarget }) => {
          setFailed(false);
          choose(languageOf(currentTarget.value));
        }}
      />
    </Group>
  );
}
