// The versions of a key on a line of time: a dot each, hollow for a deletion, and a mark where the slider stands.
import { set, svg } from '../app/dom.js';
import { axisTime, exactTime } from '../app/format.js';

const height = 54, middle = 22, side = 10;

export class TimeLine {
  #args = null;

  /** `choose(version)` is called for a version that is clicked. */
  constructor(choose) {
    this.choose = choose;
    this.element = svg('svg', { class: 'time-line', role: 'img', 'aria-label': 'Versions over time' });
    new ResizeObserver(() => this.#args && this.#draw()).observe(this.element);
  }

  show(...args) {
    this.#args = args;
    this.#draw();
  }

  #draw() {
    const [versions, start, end, at] = this.#args;
    const width = this.element.clientWidth;
    if (!width) return;
    const x = time => side + (end > start ? (time - start) / (end - start) : 1) * (width - 2 * side);
    set(this.element, { viewBox: `0 0 ${width} ${height}`, height });
    set(this.element, { 'aria-label': `${versions.length} versions from ${exactTime(start)} to ${exactTime(end)}, shown at ${exactTime(at)}` });
    const origins = [...new Set(versions.map(version => version.origin))].sort();
    this.element.replaceChildren(
      svg('path', { class: 'base', d: `M${side} ${middle}H${width - side}` }),
      svg('path', { class: 'past', d: `M${side} ${middle}H${x(at)}` }),
      ...versions.map(version => svg('circle', {
        cx: x(version.timestamp), cy: middle, r: 5,
        class: `version series-${(origins.indexOf(version.origin) % 4) + 1}${version.deleted ? ' deleted' : ''}`,
        click: () => this.choose(version),
      }, svg('title', {}, `${exactTime(version.timestamp)}, ${version.origin}${version.deleted ? ', deleted' : ''}`))),
      svg('path', { class: 'stands', d: `M${x(at)} ${middle - 14}V${middle + 14}` }),
      svg('text', { x: side, y: height - 4 }, axisTime(start, end - start)),
      svg('text', { x: width - side, y: height - 4, 'text-anchor': 'end' }, 'now'),
      ...legendOf(origins, width));
  }
}

function legendOf(origins, width) {
  return origins.map((origin, place) => svg('g', {},
    svg('circle', { cx: width / 2 + (place - origins.length / 2) * 70, cy: height - 8, r: 4, class: `version series-${(place % 4) + 1}` }),
    svg('text', { x: width / 2 + (place - origins.length / 2) * 70 + 8, y: height - 4 }, origin)));
}
