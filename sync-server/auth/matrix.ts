import type { Permission } from '../../shared/domain/permissions.ts';

/**
 * Who may call a route.
 * `device`: an epoch of a terminal; `even_revoked`: also one that was revoked, whose earlier entries still upload (SEC1).
 * `user`: someone signed in, with that permission where one is named.
 * `device_or_nobody`: a terminal, or a browser without one.
 */
export type Access =
  | { readonly who: 'public' }
  | { readonly who: 'device'; readonly even_revoked?: true }
  | { readonly who: 'device_or_nobody' }
  | { readonly who: 'user'; readonly permission: Permission | null };

/** Every route of the server. One that is missing here is refused (SEC2). */
export const accessMatrix: Readonly<Record<string, Access>> = {
  'GET /api/health': { who: 'public' },
  'GET /api/ready': { who: 'public' },
  'GET /api/time': { who: 'public' },
  'GET /api/openapi.json': { who: 'public' },
  'GET /metrics': { who: 'public' },
  'GET /*': { who: 'public' },
  'GET /console': { who: 'public' },
  'GET /console/*': { who: 'public' },

  'POST /api/challenges': { who: 'public' },
  'POST /api/enrol': { who: 'public' },
  'POST /api/readmit': { who: 'public' },
  'POST /api/epochs': { who: 'device' },

  'GET /api/head': { who: 'device', even_revoked: true },
  'POST /api/entries': { who: 'device', even_revoked: true },
  'GET /api/changes': { who: 'device' },
  'GET /api/snapshot': { who: 'device' },
  'GET /api/events': { who: 'device' },

  'POST /api/sign-in': { who: 'device_or_nobody' },
  'POST /api/sign-out': { who: 'user', permission: null },
  'GET /api/me': { who: 'user', permission: null },
  'POST /api/devices': { who: 'user', permission: 'devices.manage' },
  'POST /api/devices/status': { who: 'user', permission: 'devices.manage' },
};

/** The rule for a route, or null where there is none. `HEAD` is a `GET` without its body. */
export function accessOf(method: string, url: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(accessMatrix, key) ? (accessMatrix[key] ?? null) : null;
}
