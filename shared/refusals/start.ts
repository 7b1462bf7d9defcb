import type { Context } from './values.ts';

/** Why the server does not start, for the person who starts it. Values of variables are quoted as JSON. */
export interface ServerStartRefusals {
  'config.host_elsewhere': { readonly host: string };
  'config.invalid':
    | Context<'mongodb_uri' | 'secret'>
    | (Context<'data_dir' | 'demo' | 'port' | 'trust_proxy'> & { readonly value: string })
    | (Context<'log_level'> & { readonly value: string; readonly levels: string });
  'config.port_closed': { readonly port: number };
  'config.port_taken': { readonly port: number; readonly next: number };
  'data.disk_full': { readonly place: string };
  'data.in_use': { readonly folder: string };
  'data.not_writable': { readonly folder: string; readonly reason: string };
  'server.not_started': { readonly reason: string };
}

/** Why the desktop app does not start, for the person who set it up. */
export interface DesktopStartRefusals {
  'settings.invalid':
    | (Context<'file'> & { readonly path: string })
    | (Context<'journal_copy'> & { readonly path: string; readonly folder: string })
    | (Context<'server'> & { readonly place: string; readonly address: string })
    | (Context<'updates'> & { readonly path: string; readonly address: string });
}
