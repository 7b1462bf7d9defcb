import { version } from '../../package.json';
import { must } from '../../shared/result.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { registerTexts } from '../texts/register/texts.ts';
import { chosenLanguage } from '../texts/use-language.ts';
import { createBrowserTill } from './create-browser-till.ts';
import { startServiceWorker } from './service-worker.ts';
import { startRegister } from './start.tsx';

const texts = loadTexts(registerTexts, chosenLanguage(registerTexts));
// The desktop app brings its pages along; only a browser's can be away.
if (!window.tillside) await startServiceWorker();
const { till, printer, host } = createBrowserTill(version);
startRegister(
  must(document.getElementById('register'), 'element for the register'),
  till,
  await texts,
  printer,
  host,
);
