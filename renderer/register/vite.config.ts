import { defaultClientConditions, defineConfig, mergeConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { applicationConfig } from '../vite-shared.ts';
import { leftOut } from './left-out.ts';

const root = import.meta.dirname;

/** What the customer's display has too, which must not load the register; Vite puts a little into both pages. */
const ofDisplay = /display\.html|customer-display|customer-view|shared\/result|vite\/|rolldown/;

const ofRegister = defineConfig({
  resolve: {
    // RxJS and Dexie as they are, not translated for browsers of before 2015: 4 kB less.
    conditions: ['es2015', ...defaultClientConditions],
    alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }],
  },
  build: {
    rolldownOptions: {
      input: [`${root}/index.html`, `${root}/display.html`],
      // What the start needs is one file: compressed together it is 5 % smaller, and asked for once.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'start', tags: ['$initial'], test: (id) => !ofDisplay.test(id) }],
        },
      },
    },
    // React, RxDB and Dexie: under 250 kB gzipped (tests/bench/bundle.bench.ts), loaded once and then from the service worker.
    chunkSizeWarningLimit: 900,
  },
  plugins: [
    leftOut(),
    VitePWA({
      // Registered by service-worker.ts, which decides when an update takes over.
      injectRegister: null,
      registerType: 'prompt',
      manifest: {
        name: 'Tillside',
        short_name: 'Tillside',
        description: 'The lottery till that keeps selling',
        display: 'standalone',
        start_url: '/',
        background_color: '#f4f6f6',
        theme_color: '#0b6e6e',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}'],
        // The register restarts with the network unplugged; whatever the server says goes past the worker.
        navigateFallback: '/index.html',
        // The register has one address. Every other one of this origin is the server's, and the console's are among them.
        navigateFallbackAllowlist: [/^\/(\?|$)/],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
        clientsClaim: false,
        skipWaiting: false,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ],
});

export default mergeConfig(applicationConfig('register'), ofRegister);
