export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEPT = 'gridcity.theme';
const darkWanted = () => matchMedia('(prefers-color-scheme: dark)');

export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEPT) as Theme;
    return themes.includes(kept) ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

export const isDark = () => document.documentElement.classList.contains('dark');

/** Puts a theme on the page and keeps it. `auto` follows the system. */
export function applyTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'auto' && darkWanted().matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // Then it holds until the page is left.
  }
}

export function startTheme(): void {
  applyTheme(keptTheme());
  darkWanted().addEventListener('change', () => {
    if (keptTheme() === 'auto') applyTheme('auto');
  });
}
