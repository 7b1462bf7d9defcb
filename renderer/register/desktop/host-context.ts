import { createContext, useContext } from 'react';
import type { Host } from '../../../shared/host.ts';

/** What only some hosts have, for the screens that offer it. */
export type HostExtras = Pick<Host, 'customerDisplay' | 'server' | 'updates'>;

export const HostContext = createContext<HostExtras>({});

export const useHostExtras = (): HostExtras => useContext(HostContext);
