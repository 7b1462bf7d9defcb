import { type CustomerMessage, type CustomerView, customerChannel } from '../../shared/customer-view.ts';
import type { HostCustomerDisplay } from '../../shared/host.ts';

/** The customer's window, wherever it is: `open` opens it, what it shows goes over a channel of the origin. */
export function customerDisplay(open: () => void): HostCustomerDisplay {
  let last: CustomerMessage | null = null;
  let channel: BroadcastChannel | null = null;
  const begin = () => {
    const begun = new BroadcastChannel(customerChannel);
    // A window that was just opened asks what there is to show.
    begun.addEventListener('message', ({ data }: MessageEvent<CustomerMessage>) => {
      if ('ask' in data && last) begun.postMessage(last);
    });
    return begun;
  };
  return {
    open,
    show(view: CustomerView, language: string) {
      last = { view, language };
      channel ??= begin();
      channel.postMessage(last);
    },
  };
}
