// Light, dark, or as the system has it. The choice is kept in this browser.
import { el } from './dom.js';

const order = ['system', 'light', 'dark'];
const key = 'aevrion.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function chosen() {
  const kept = localStorage.getItem(key);
  return order.includes(kept) ? kept : 'system';
}

function apply(button) {
  const choice = chosen();
  const dark = choice === 'dark' || (choice === 'system' && system.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  button.replaceChildren('Theme', el('span', { class: 'spacious' }, `: ${choice}`));
  button.setAttribute('aria-label', `Theme: ${choice}`);
}

/** Makes a button switch between the themes. */
export function startTheme(button) {
  button.addEventListener('click', () => {
    localStorage.setItem(key, order[(order.indexOf(chosen()) + 1) % order.length]);
    apply(button);
  });
  system.addEventListener('change', () => apply(button));
  apply(button);
}
