import '@mantine/core/styles.css';
import './console.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { version } from '../../package.json';
import { must } from '../../shared/result.ts';
import { consoleTexts } from '../texts/console/texts.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { chosenLanguage } from '../texts/use-language.ts';
import { Frame } from './frame/frame.tsx';
import { ServerFacts } from './server/server-facts.tsx';
import { theme } from './theme.ts';

const texts = await loadTexts(consoleTexts, chosenLanguage(consoleTexts));
const sayLanguage = () => {
  document.documentElement.lang = texts.language;
  document.title = `Tillside · ${texts.t('frame.title', { ns: 'console' })}`;
};
sayLanguage();
texts.on('languageChanged', sayLanguage);

// Another key than the register's: both may be open in one browser.
const colours = localStorageColorSchemeManager({ key: 'tillside.console.colours' });

createRoot(must(document.getElementById('console'), 'element for the console')).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colours}>
        <Frame>
          <ServerFacts address={location.host} version={version} />
        </Frame>
      </MantineProvider>
    </I18nextProvider>
  </StrictMode>,
);
