// The key explorer: search by prefix, and of the key that is chosen its value at any time.
import { el, keep, say, text } from '../app/dom.js';
import { ago, bytes, counted } from '../app/format.js';
import { contentOf, needsRead } from '../app/withheld.js';
import { KeyView } from './key-view.js';

const pageSize = 50;

export function startKeys(root, page) {
  const view = new KeyView(page);
  const prefix = el('input', { type: 'search', id: 'key-prefix', placeholder: 'user:', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' });
  const list = el('ul', { class: 'key-list', 'aria-label': 'Keys found' });
  const found = el('p', { class: 'lead', role: 'status' });
  const more = el('button', { type: 'button', hidden: true, click: () => search(next) }, 'More keys');
  const form = el('form', { class: 'row', role: 'search', submit: event => { event.preventDefault(); search(null); } },
    el('label', { class: 'field', for: 'key-prefix' }, 'Keys that begin with'), prefix, el('button', { type: 'submit' }, 'Search'));
  const content = el('div', {}, form, el('div', { class: 'explorer' }, el('div', {}, found, list, more), view.element));
  root.append(content);
  let entries = [], next = null, asked = 0, chosen = null;
  prefix.addEventListener('input', () => search(null));

  page.showKey = key => {
    document.getElementById('keys').scrollIntoView();
    choose(key);
    view.heading.focus();
  };

  return {
    restart() {
      root.replaceChildren(...contentOf(page.session, page.session.mayRead, [content], needsRead('Keys and their values')));
      list.replaceChildren();
      view.clear();
      if (page.session.mayRead) search(null);
    },
  };

  async function search(after) {
    const turn = ++asked;
    const query = new URLSearchParams({ prefix: prefix.value, limit: pageSize });
    if (after !== null) query.set('after', after);
    try {
      const answer = await page.api.json(`v1/kv?${query}`);
      if (turn !== asked) return;
      entries = after === null ? answer.entries : [...entries, ...answer.entries];
      next = answer.next;
      show();
    } catch (problem) {
      if (turn === asked) text(found, problem.message);
    }
  }

  function show() {
    text(found, entries.length ? `${counted(entries.length, 'key')}${next === null ? '' : ' so far'}` : 'No key begins like that.');
    more.hidden = next === null;
    const now = page.status.value?.now ?? Date.now();
    keep(list, entries, entry => entry.key, entry => el('li', {},
      el('button', { type: 'button', class: 'key', click: () => choose(entry.key) }, el('span', { class: 'code' }, entry.key), el('span', { class: 'lead' }))),
    (item, entry) => {
      text(item.querySelector('.lead'), `${bytes(entry.size)}, ${ago(entry.timestamp, now)}`);
      mark(item, entry.key);
    });
  }

  function mark(item, key) {
    const button = item.querySelector('button');
    if (key === chosen) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }

  function choose(key) {
    chosen = key;
    for (const item of list.children) mark(item, item.dataset.key);
    view.show(key);
    say(`Key ${key}`);
  }
}
