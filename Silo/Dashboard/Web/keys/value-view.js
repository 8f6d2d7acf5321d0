// A value as text, as JSON, or as bytes; by itself the one that fits.
import { el, set } from '../app/dom.js';
import { hexLines } from './hex.js';

/** Longer values are cut, and it is said. */
const mostBytes = 64 * 1024;

export class ValueView {
  #bytes = new Uint8Array();
  #chosen = null;

  constructor() {
    this.body = el('pre', { class: 'value', tabindex: '0', role: 'region', 'aria-label': 'Value' });
    this.note = el('p', { class: 'lead' });
    this.buttons = ['Text', 'JSON', 'Hex'].map(name => el('button', { type: 'button', 'aria-pressed': 'false', click: () => this.#choose(name) }, name));
    this.element = el('div', { class: 'value-view' },
      el('div', { class: 'row apart' }, el('div', { class: 'choice', role: 'group', 'aria-label': 'Show the value as' }, this.buttons), this.note),
      this.body);
  }

  clear() {
    this.element.hidden = true;
  }

  show(bytes) {
    this.#bytes = bytes;
    this.element.hidden = false;
    this.#draw();
  }

  #choose(name) {
    this.#chosen = name;
    this.#draw();
  }

  #draw() {
    const shown = this.#bytes.subarray(0, mostBytes);
    const words = readText(shown, shown.length < this.#bytes.length);
    const json = words !== null && shown.length === this.#bytes.length ? readJson(words) : null;
    const possible = { Text: words !== null, JSON: json !== null, Hex: true };
    const name = possible[this.#chosen] ? this.#chosen : json !== null ? 'JSON' : words !== null ? 'Text' : 'Hex';
    for (const button of this.buttons) {
      set(button, { 'aria-pressed': String(button.textContent === name) });
      button.disabled = !possible[button.textContent];
    }
    this.body.textContent = this.#bytes.length === 0 ? '' : name === 'JSON' ? json : name === 'Text' ? words : hexLines(shown);
    this.note.textContent = this.#bytes.length === 0 ? 'The value is empty.' : shown.length < this.#bytes.length ? 'The first 64 KiB of it.' : '';
  }
}

/** The bytes as UTF-8; null when they are none. The end of what was cut may be half a character. */
function readText(bytes, isCut) {
  try {
    const words = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return /[\u0000-\u0008\u000e-\u001f]/.test(words) ? null : words;
  } catch {
    return null;
  }
}

/** JSON, indented; null when it is none. Bare words and numbers stay text, and so do numbers that would lose digits. */
function readJson(words) {
  try {
    const value = JSON.parse(words);
    if (typeof value !== 'object' || value === null || /\d{16}/.test(words)) return null;
    return JSON.stringify(value, null, 2);
  } catch {
    return null;
  }
}
