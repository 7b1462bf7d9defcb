import { defineConfig, mergeConfig } from 'vite';
import { applicationConfig } from '../vite-shared.ts';

const ofConsole = defineConfig({
  // Mantine and React: what a console loads once over a network, and keeps.
  build: { chunkSizeWarningLimit: 900 },
});

export default mergeConfig(applicationConfig('console'), ofConsole);
