import { version } from '../../package.json';
import { must } from '../../shared/result.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { createBrowserTill } from './create-browser-till.ts';
import { startServiceWorker } from './service-worker.ts';
import { startRegister } from './start.tsx';
import { deviceLanguage } from './use-language.ts';

const texts = loadTexts(deviceLanguage());
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
