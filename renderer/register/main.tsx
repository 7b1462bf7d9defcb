import { version } from '../../package.json';
import { must } from '../../shared/result.ts';
import { createBrowserTill } from '../host/create-browser-till.ts';
import { startServiceWorker } from './service-worker.ts';
import { startRegister } from './start.tsx';

// The desktop app brings its pages along; only a browser's can be away.
if (!window.tillside) await startServiceWorker();
const { till, host } = createBrowserTill(version);
startRegister(must(document.getElementById('register'), 'element for the register'), till, () =>
  host.print(),
);
