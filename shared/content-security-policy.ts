import type { Application } from './applications.ts';

type Policy = Readonly<Record<string, readonly string[]>>;

/**
 * What the register's page may load, from whichever host: only from its own origin. Styles may stand in the page, because
 * a printed page says there how long its paper is.
 */
export const registerPolicy: Policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'frame-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** No workers, no frames, no forms that leave the page. Mantine puts its colours into the page as a style. */
const consolePolicy: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Of each application's pages. */
export const pagePolicies: Readonly<Record<Application, Policy>> = {
  register: registerPolicy,
  console: consolePolicy,
};

/** Of every answer that is no page: it loads nothing. */
export const answerPolicy: Policy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

export const policyText = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
