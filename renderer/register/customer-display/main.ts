import './display.css';
import { type CustomerMessage, customerChannel } from '../../../shared/customer-view.ts';
import { must } from '../../../shared/result.ts';
import { showView } from './show-view.ts';

const display = must(document.getElementById('display'), 'element for the display');
const channel = new BroadcastChannel(customerChannel);
channel.addEventListener('message', ({ data }: MessageEvent<CustomerMessage>) => {
  // Another one was just opened: no name leads the register back to this one.
  if ('ask' in data) window.close();
  if (!('view' in data)) return;
  document.documentElement.lang = data.language;
  showView(display, data.view);
});
channel.postMessage({ ask: true } satisfies CustomerMessage);
