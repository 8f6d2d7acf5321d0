// Two versions of a key that did not know of each other, side by side.
import { el } from '../app/dom.js';
import { exactTime } from '../app/format.js';

const mostCharacters = 600;

/** `pick(id, button)` is called with the version that is picked. */
export function conflictCard({ key, winner, loser }, mayWrite, pick) {
  return el('li', { class: 'conflict' },
    el('h3', { class: 'code' }, key),
    el('div', { class: 'sides' },
      side(key, winner, 'Stands', mayWrite, pick),
      side(key, loser, 'Lost', mayWrite, pick)));
}

function side(key, version, role, mayWrite, pick) {
  const button = el('button', {
    type: 'button',
    disabled: !mayWrite,
    title: mayWrite ? null : 'To pick takes a token of scope “write”.',
    'aria-label': `Pick the version of ${key} from ${version.origin} that ${role === 'Stands' ? 'stands' : 'lost'}`,
    click: () => pick(version.id, button),
  }, 'Pick this');
  return el('div', { class: 'side' },
    el('p', { class: 'row apart' }, el('strong', {}, `${role} · ${version.origin}`), el('span', { class: 'lead' }, exactTime(version.timestamp))),
    el('pre', { class: 'value' }, version.deleted ? '(deleted)' : readable(version.value)),
    button);
}

function readable(base64) {
  const bytes = Uint8Array.from(atob(base64 ?? ''), character => character.charCodeAt(0));
  try {
    const words = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return words.length > mostCharacters ? `${words.slice(0, mostCharacters)}…` : words;
  } catch {
    return `${bytes.length} bytes that are no text`;
  }
}
