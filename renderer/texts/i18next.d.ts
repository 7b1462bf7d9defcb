import type { en as console } from './console/en/catalogue.ts';
import type { en as register } from './register/en/catalogue.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    // The console names its own: useTranslation('console').
    defaultNS: 'register';
    resources: { register: typeof register; console: typeof console };
  }
}
