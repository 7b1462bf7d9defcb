import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { type Application, applications } from '../shared/applications.ts';

const here = import.meta.dirname;

/** What the build of every application has: one entry, and an output folder of its name. */
export const applicationConfig = (name: Application): UserConfig => ({
  root: `${here}/${name}`,
  base: applications[name].path,
  publicDir: `${here}/public`,
  // `npm run dev` serves all of them at once.
  cacheDir: `${here}/../node_modules/.vite/${name}`,
  build: {
    outDir: `${here}/../dist/${name}`,
    emptyOutDir: true,
    target: 'es2023',
    // Every asset is a file: the server's content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
  plugins: [react()],
});
