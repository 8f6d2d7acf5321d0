// Changes as the region commits them, its own and those of others.
import { el, text } from '../app/dom.js';
import { bytes, counted, timeOfDay } from '../app/format.js';
import { contentOf, needsRead } from '../app/withheld.js';
import { Watch } from './watch.js';

/** Changes that stay on the page. */
const mostShown = 100;

/** How often the list is drawn, however many changes come. */
const drawMs = 150;

export function startChanges(root, page) {
  const prefix = el('input', { type: 'search', id: 'change-prefix', placeholder: 'all keys', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' });
  const state = el('span', { class: 'lead', role: 'status' });
  const pause = el('button', { type: 'button', 'aria-pressed': 'false', click: () => togglePause() }, 'Pause');
  const list = el('ol', { class: 'changes', tabindex: '0', 'aria-label': 'Changes, the newest first' });
  const form = el('form', { class: 'row apart', submit: event => { event.preventDefault(); begin(); } },
    el('label', { class: 'field', for: 'change-prefix' }, 'Prefix', prefix), el('div', { class: 'row' }, state, pause));
  const content = el('div', {}, form, list);
  root.append(content);
  const watch = new Watch(page.api, { change: note, state: (words, live) => { isLive = live; problem = words; tell(); } });
  let waiting = [], held = 0, paused = false, isLive = false, problem = '', drawing = null;
  prefix.addEventListener('change', begin);

  return {
    restart() {
      watch.stop();
      root.replaceChildren(...contentOf(page.session, page.session.mayRead, [content], needsRead('Changes')));
      if (page.session.mayRead) begin();
    },
  };

  function begin() {
    list.replaceChildren();
    [waiting, held] = [[], 0];
    watch.start(prefix.value);
  }

  function note(change) {
    waiting.unshift(change);
    waiting.length = Math.min(waiting.length, mostShown);
    held++;
    drawing ??= setTimeout(draw, drawMs);
  }

  function draw() {
    drawing = null;
    tell();
    if (paused) return;
    list.prepend(...waiting.map(item));
    while (list.children.length > mostShown) list.lastElementChild.remove();
    [waiting, held] = [[], 0];
    tell();
  }

  function togglePause() {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    text(pause, paused ? 'Go on' : 'Pause');
    draw();
  }

  function tell() {
    text(state, !isLive ? problem : paused ? `Paused; ${counted(held, 'change')} since` : list.children.length ? '' : 'Nothing yet; changes appear as they are committed.');
  }

  function item(change) {
    return el('li', {},
      el('span', { class: 'lead' }, timeOfDay(change.timestamp)),
      el('span', { class: 'origin' }, change.origin),
      el('button', { type: 'button', class: 'link code', click: () => page.showKey(change.key) }, change.key),
      el('span', { class: change.deleted ? 'gone' : 'lead' }, change.deleted ? 'deleted' : preview(change)));
  }
}

function preview({ value, size }) {
  const words = new TextDecoder().decode(Uint8Array.from(atob((value ?? '').slice(0, 240)), character => character.charCodeAt(0)));
  return /[\ufffd\u0000-\u001f]/.test(words.slice(0, -1)) ? bytes(size) : words;
}
