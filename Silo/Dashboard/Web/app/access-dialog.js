// Asks for a token, and tells what the one in use grants.
import { el, text } from './dom.js';

/** Makes a button open the dialog. `changed` is called with a token, or with null to go without one. */
export function startAccessDialog(button, session, changed) {
  const about = el('p', { id: 'access-about' });
  const mistake = el('p', { class: 'mistake', role: 'alert', hidden: true });
  const field = el('input', { id: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false', placeholder: 'aev_…', 'aria-describedby': 'access-about' });
  const forget = el('button', { type: 'button', click: () => use(null) }, 'Forget the token');
  const dialog = el('dialog', { 'aria-labelledby': 'access-title' },
    el('form', { submit: event => { event.preventDefault(); use(field.value.trim()); } },
      el('h2', { id: 'access-title' }, 'Access'),
      about,
      el('label', { for: 'token' }, 'Token'),
      field,
      mistake,
      el('p', {}, 'It stays in this tab and is gone when the tab is closed.'),
      el('div', { class: 'row' },
        forget,
        el('button', { type: 'button', click: () => dialog.close() }, 'Close'),
        el('button', { type: 'submit', class: 'first' }, 'Use this token'))));
  document.body.append(dialog);

  function use(token) {
    field.value = '';
    dialog.close();
    changed(token);
  }

  function open(problem) {
    text(about, session.describe());
    text(mistake, problem?.message ?? '');
    mistake.hidden = !problem;
    forget.hidden = !session.token;
    if (!dialog.open) dialog.showModal();
  }

  button.addEventListener('click', () => open(null));
  return open;
}
