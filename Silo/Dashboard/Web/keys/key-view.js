// One key: its versions on a line of time, a slider over them, and the value that stood at the time that is set.
import { el, facts, set, text } from '../app/dom.js';
import { bytes, counted, exactTime, short } from '../app/format.js';
import { keyPath } from '../app/api.js';
import { TimeLine } from './time-line.js';
import { ValueView } from './value-view.js';

const mostVersions = 200;
const sliderSteps = 1000;

export class KeyView {
  #key = null;
  #versions = [];
  #at = null;
  #turn = 0;

  constructor(page) {
    this.page = page;
    this.heading = el('h3', { tabindex: '-1', class: 'code' });
    this.line = new TimeLine(version => this.#stand(version.timestamp));
    this.slider = el('input', { type: 'range', min: '0', max: String(sliderSteps), step: '1', 'aria-label': 'Point in time', input: () => this.#slide() });
    this.older = el('button', { type: 'button', 'aria-label': 'Older version', click: () => this.#step(1) }, '‹ Older');
    this.newer = el('button', { type: 'button', 'aria-label': 'Newer version', click: () => this.#step(-1) }, 'Newer ›');
    this.now = el('button', { type: 'button', click: () => this.#stand(null) }, 'Now');
    this.when = el('output', { class: 'when' });
    this.history = el('p', { class: 'lead' });
    this.about = el('div');
    this.value = new ValueView();
    this.content = el('div', { class: 'key-view', hidden: true },
      el('div', { class: 'row apart' }, this.heading, this.history),
      this.line.element,
      el('div', { class: 'time-travel' }, this.slider, el('div', { class: 'row' }, this.older, this.newer, this.now, this.when)),
      this.about,
      this.value.element);
    this.nothing = el('p', { class: 'nothing' }, 'Choose a key to see its value, its history, and what it was at any time.');
    this.element = el('div', { class: 'key-frame', role: 'region', 'aria-label': 'The key that was chosen' }, this.nothing, this.content);
  }

  clear() {
    this.#turn++;
    this.nothing.hidden = false;
    this.content.hidden = true;
  }

  async show(key) {
    this.#key = key;
    this.#at = null;
    const turn = ++this.#turn;
    try {
      const versions = await this.page.api.json(`v1/history/${keyPath(key)}?limit=${mostVersions}`);
      if (turn !== this.#turn) return;
      this.#versions = versions;
      this.nothing.hidden = true;
      this.content.hidden = false;
      text(this.heading, key);
      text(this.history, `${counted(versions.length, 'version')}${versions.length === mostVersions ? ', the newest of them' : ''}`);
      await this.#stand(null);
    } catch (problem) {
      if (turn === this.#turn) this.#fail(problem);
    }
  }

  get #range() {
    const end = this.page.status.value?.now ?? Date.now();
    return { start: this.#versions.at(-1)?.timestamp ?? end, end: Math.max(end, this.#versions[0]?.timestamp ?? 0) };
  }

  #slide() {
    const { start, end } = this.#range;
    const part = Number(this.slider.value) / sliderSteps;
    this.#stand(part === 1 ? null : Math.round(start + part * (end - start)));
  }

  /** Goes to the version before or behind the one that stands. */
  #step(by) {
    const place = this.#versions.findIndex(version => version.timestamp <= (this.#at ?? Infinity));
    const version = this.#versions[Math.max(0, Math.min(this.#versions.length - 1, place + by))];
    if (version) this.#stand(place + by < 0 ? null : version.timestamp);
  }

  /** Shows what stood at a time; null for the present. */
  async #stand(time) {
    this.#at = time;
    const turn = ++this.#turn;
    const { start, end } = this.#range;
    const at = time ?? end;
    this.line.show(this.#versions, start, end, at);
    this.slider.value = String(end > start ? Math.round(((at - start) / (end - start)) * sliderSteps) : sliderSteps);
    const when = time === null ? 'as it is now' : `as it stood at ${exactTime(time)}`;
    set(this.slider, { 'aria-valuetext': when });
    text(this.when, when);
    const place = this.#versions.findIndex(version => version.timestamp <= at);
    this.older.disabled = place < 0 || place === this.#versions.length - 1;
    this.newer.disabled = place <= 0;
    this.now.disabled = time === null;
    try {
      const answer = await this.page.api.bytes(`v1/kv/${keyPath(this.#key)}${time === null ? '' : `?at=${time}`}`);
      if (turn === this.#turn) this.#tell(answer, this.#versions[place]);
    } catch (problem) {
      if (turn === this.#turn) this.#fail(problem);
    }
  }

  #tell(answer, version) {
    if (!answer) {
      this.about.replaceChildren(el('p', { class: 'withheld' }, version?.deleted ? `Deleted at ${exactTime(version.timestamp)} by ${version.origin}.` : 'Not written yet.'));
      this.value.clear();
      return;
    }
    const { headers } = answer;
    const id = headers.get('ETag')?.replaceAll('"', '') ?? '';
    this.about.replaceChildren(facts([
      ['Written', exactTime(Number(headers.get('Aevrion-Timestamp')))],
      ['In region', headers.get('Aevrion-Origin')],
      ['Size', bytes(answer.bytes.length)],
      ['Event', el('span', { class: 'code', title: id }, short(id))],
    ]));
    this.value.show(answer.bytes);
  }

  #fail(problem) {
    this.nothing.hidden = true;
    this.content.hidden = false;
    text(this.heading, this.#key);
    this.about.replaceChildren(el('p', { class: 'withheld' }, problem.message));
    this.value.clear();
  }
}
