import vue from '@vitejs/plugin-vue';
import { fileURLToPath, URL } from 'node:url';
import { defineConfig } from 'vitest/config';
import { fieldWorker } from './build/fieldWorker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the silo of a developer listens, and the token that stands in for a session there. */
const silo = process.env.GRIDCITY_HTTP ?? 'http://127.0.0.1:5082';
const token = process.env.GRIDCITY_TOKEN;

/** Each page is a bundle of its own, so that a handheld never loads the desk. */
const pages = ['', 'desk', 'cockpit', 'field', 'report'];

export default defineConfig({
  plugins: [vue(), fieldWorker()],
  resolve: { alias: { '@': here('./src') } },
  // Vue's own switches, so that unused parts fall away. Messages are compiled without eval, which the silo forbids.
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: ['chrome116', 'firefox124', 'safari17.4'],
    // Nothing inline: the silo serves these pages with a Content-Security-Policy that forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(
          pages.map((page) => [page || 'home', here(page ? `./${page}/index.html` : './index.html')]),
        ),
        'field-worker': here('./src/field/worker.ts'),
      },
      // A worker is found by its name, and its place says what it may serve.
      output: {
        entryFileNames: ({ name }) => (name === 'field-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/openapi', '/tiles'].map((path) => [
        path,
        { target: silo, changeOrigin: true, ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}) },
      ]),
    ),
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'], setupFiles: ['fake-indexeddb/auto'] },
});
