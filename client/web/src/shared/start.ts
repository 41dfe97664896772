import { createPinia } from 'pinia';
import { createApp, type Component, type Plugin } from 'vue';
import './base.css';
import { makeI18n, type Language, type Messages } from './i18n';
import { startTheme } from './theme';

/** Starts a page: theme, words, state, and whatever the page brings of its own. */
export function startPage(root: Component, messages: Record<Language, Messages>, ...plugins: Plugin[]): void {
  startTheme();
  const app = createApp(root).use(createPinia()).use(makeI18n(messages));
  for (const plugin of plugins) app.use(plugin);
  app.mount('#app');
}
