// Lines over time. A cross-hair tells the figures of a moment, under the pointer or moved by the arrow keys; a line has gaps where there is no figure.
import { el, set, svg, text } from '../app/dom.js';
import { timeOfDay } from '../app/format.js';
import { niceTop } from './axis.js';

const height = 132, top = 8, bottom = 20, left = 58;

export class LineChart {
  #steps = [];
  #at = null;

  constructor({ title, unit, series, format }) {
    Object.assign(this, { title, series, format });
    this.axis = svg('g', { class: 'axis' });
    this.lines = series.map((_, place) => svg('path', { class: `line series-${place + 1}` }));
    this.hair = svg('path', { class: 'hair', visibility: 'hidden' });
    this.svg = svg('svg', { class: 'chart', role: 'img', tabindex: '0' }, this.axis, this.lines, this.hair);
    this.figures = series.map(() => el('output'));
    this.when = el('span', { class: 'lead' });
    this.element = el('figure', { class: 'chart-frame' },
      el('figcaption', { class: 'row apart' },
        el('span', {}, el('strong', {}, title), el('span', { class: 'lead' }, ` ${unit}`)), this.when),
      this.svg,
      el('ul', { class: 'chart-legend' }, series.map((one, place) => el('li', {}, dash(place), el('span', {}, one.name), this.figures[place]))));
    this.svg.addEventListener('pointermove', event => this.#point(event));
    this.svg.addEventListener('pointerleave', () => this.#select(null));
    this.svg.addEventListener('keydown', event => this.#key(event));
    this.svg.addEventListener('blur', () => this.#select(null));
    new ResizeObserver(() => this.#draw()).observe(this.svg);
  }

  /** Shows steps, the oldest first: `{at, values}`, a value for each series, null for none. */
  show(steps) {
    this.#steps = steps;
    this.#draw();
  }

  #draw() {
    const width = this.svg.clientWidth;
    if (!width || !this.#steps.length) return;
    const most = niceTop(Math.max(0, ...this.#steps.flatMap(step => step.values)));
    this.width = width;
    this.x = place => left + (place / Math.max(1, this.#steps.length - 1)) * (width - left - 2);
    const y = value => top + (1 - value / most) * (height - top - bottom);
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, height });
    this.lines.forEach((line, series) => set(line, { d: path(this.#steps.map(step => step.values[series]), this.x, y) }));
    this.axis.replaceChildren(...[0, most / 2, most].flatMap(value => [
      svg('path', { d: `M${left} ${round(y(value))}H${width}` }),
      svg('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, this.format(value)),
    ]), ...[0, 1, 2, 3, 4].map(quarter => this.#timeMark(quarter / 4)));
    this.#tell();
  }

  #timeMark(part) {
    const place = Math.round(part * (this.#steps.length - 1));
    return svg('text', { x: round(this.x(place)), y: height - 4, 'text-anchor': part === 0 ? 'start' : part === 1 ? 'end' : 'middle' }, timeOfDay(this.#steps[place].at).slice(0, 5));
  }

  #point(event) {
    const part = (event.offsetX - left) / Math.max(1, this.width - left);
    this.#select(Math.round(part * (this.#steps.length - 1)));
  }

  #key(event) {
    const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 };
    if (!(event.key in moves) && event.key !== 'Escape') return;
    event.preventDefault();
    this.#select(event.key === 'Escape' ? null : (this.#at ?? this.#steps.length - 1) + moves[event.key]);
  }

  #select(place) {
    this.#at = place === null ? null : Math.max(0, Math.min(this.#steps.length - 1, place));
    this.#tell();
  }

  /** The figures of the moment that is pointed at, or else of the last one. */
  #tell() {
    const step = this.#steps[this.#at ?? this.#steps.length - 1];
    if (!step) return;
    const x = this.#at === null ? 0 : round(this.x(this.#at));
    set(this.hair, { d: `M${x} ${top}V${height - bottom}`, visibility: this.#at === null ? 'hidden' : 'visible' });
    text(this.when, this.#at === null ? 'last 10 s' : timeOfDay(step.at));
    step.values.forEach((value, series) => text(this.figures[series], value === null ? '–' : this.format(value)));
    const words = this.series.map((one, series) => `${one.name} ${step.values[series] === null ? 'not timed' : this.format(step.values[series])}`);
    set(this.svg, { 'aria-label': `${this.title} at ${timeOfDay(step.at)}: ${words.join(', ')}. Arrow keys move in time.` });
  }
}

function path(values, x, y) {
  let d = '', pen = false;
  values.forEach((value, place) => {
    if (value !== null) d += `${pen ? 'L' : 'M'}${round(x(place))} ${round(y(value))}`;
    pen = value !== null;
  });
  // A figure between two gaps is a dot.
  return d.replace(/M([\d.]+ [\d.]+)(?=M|$)/g, 'M$1h.1');
}

function dash(place) {
  return svg('svg', { width: 20, height: 10, 'aria-hidden': 'true', class: 'chart' }, svg('path', { d: 'M0 5H20', class: `line series-${place + 1}` }));
}

const round = number => Math.round(number * 10) / 10;
