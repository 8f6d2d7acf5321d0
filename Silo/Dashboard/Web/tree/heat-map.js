// Draws the rows of the tree: levels from the top down, time from left to right, and between two rows what part of the upper one the lower
// shows. A grid for those who do not see it: arrow keys move, Enter goes down, Escape comes back to the present.
import { el, set, svg, text } from '../app/dom.js';
import { axisTime, count, counted, dateTime, exactTime, span } from '../app/format.js';
import { scaleOf } from './heat-scale.js';

const cellHeight = 26;
const rowGap = 24;
const roundness = 3;

export class HeatMap {
  #cells = new Map();
  #rows = [];
  #picked = null;
  #grid;
  #behind;
  #labels;
  #tip;

  /** `pick(level, index)` is called for a node that is chosen, `open(level, index)` for one to go into, `home()` for the present. */
  constructor({ pick, open, home }) {
    Object.assign(this, { pick, open, home });
    this.#behind = svg('g', { 'aria-hidden': 'true' });
    this.#grid = svg('g', { role: 'grid', 'aria-label': 'Nodes of the time tree: levels as rows, time as columns', 'aria-readonly': 'true' });
    this.#labels = svg('g', { 'aria-hidden': 'true', class: 'labels' });
    this.svg = svg('svg', { class: 'heat-map' }, patterns(), this.#behind, this.#grid, this.#labels);
    this.#tip = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
    this.element = el('div', { class: 'heat-map-frame' }, this.svg, this.#tip);
    this.svg.addEventListener('keydown', event => this.#key(event));
    this.svg.addEventListener('pointerover', event => this.#hover(event));
    this.svg.addEventListener('pointerleave', () => { this.#tip.hidden = true; });
    this.svg.addEventListener('click', event => this.#click(event));
    this.svg.addEventListener('dblclick', event => this.#at(event, (row, cell) => this.open(row.level, cell.index)));
  }

  /** The width that the picture has. */
  get width() {
    return this.element.clientWidth;
  }

  /** Shows rows, the highest level first: `{level, from, end, places, nodes: Map, marks: Map, span, startOf}`. */
  draw(rows, { width, picked, horizon, follows }) {
    this.#rows = rows;
    this.#picked = picked;
    const gutter = width < 560 ? 46 : 92;
    const inner = width - gutter;
    const height = rows.length * (cellHeight + rowGap);
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    rows.forEach((row, place) => {
      row.y = place * (cellHeight + rowGap);
      row.left = gutter;
      row.cell = inner / row.places;
      row.shift = gutter + (row.places - (row.end - row.from)) * row.cell;
      this.#drawRow(row, rows.length);
    });
    for (const [level, { group }] of this.#cells) {
      if (rows.some(row => row.level === level)) continue;
      group.remove();
      this.#cells.delete(level);
    }
    this.#behind.replaceChildren(...lenses(rows, width));
    this.#labels.replaceChildren(...rows.flatMap(row => labels(row, width, follows)), ...horizonMark(rows.at(-1), horizon));
  }

  /** Moves the focus to the node that is picked. */
  focusPicked() {
    this.svg.querySelector('[tabindex="0"]')?.focus();
  }

  #drawRow(row) {
    let kept = this.#cells.get(row.level);
    if (!kept) {
      kept = { group: svg('g', { role: 'row' }), cells: [] };
      this.#cells.set(row.level, kept);
      const lower = this.#rows.find(other => other.level < row.level && this.#cells.has(other.level));
      this.#grid.insertBefore(kept.group, lower ? this.#cells.get(lower.level).group : null);
    }
    set(kept.group, { 'aria-label': `Level ${row.level}, ${span(row.span)} a node` });
    const scale = scaleOf([...row.nodes.values()].map(node => node.count));
    const had = kept.cells.findIndex(cell => cell.group === document.activeElement);
    for (let place = 0; place < row.end - row.from; place++) {
      kept.cells[place] ??= this.#newCell(kept.group);
      this.#drawCell(kept.cells[place], row, row.from + place, scale);
    }
    for (const extra of kept.cells.splice(row.end - row.from)) extra.group.remove();
    if (had >= 0 && kept.cells[had]?.group.getAttribute('tabindex') !== '0') this.focusPicked();
  }

  #newCell(parent) {
    const base = svg('rect', { rx: roundness });
    const mark = svg('rect', { rx: roundness, class: 'mark' });
    const group = svg('g', { role: 'gridcell' }, base, mark);
    parent.append(group);
    return { group, base, mark };
  }

  #drawCell(cell, row, index, scale) {
    const { group, base, mark } = cell;
    const node = row.nodes.get(index);
    const difference = row.marks.get(index) ?? null;
    const gap = row.cell > 9 ? 2 : 1;
    const place = { x: round(row.shift + (index - row.from) * row.cell), y: row.y, width: round(Math.max(1, row.cell - gap)), height: cellHeight };
    const step = scale(node?.count ?? 0);
    const isPicked = this.#picked?.level === row.level && this.#picked.index === index;
    cell.index = index;
    set(base, { ...place, class: step === null ? 'cell empty' : `cell heat-${step}` });
    set(mark, { ...place, class: difference ? `mark ${difference.state}` : 'mark', opacity: difference ? round(difference.strength) : null });
    set(group, {
      class: isPicked ? 'picked' : null,
      tabindex: this.#isStop(row, index) ? '0' : '-1',
      'data-index': index,
      'data-level': row.level,
      'data-state': difference?.state ?? null,
      'aria-selected': isPicked ? 'true' : 'false',
      'aria-label': describe(row, index, node, difference),
    });
  }

  /** One cell of the grid is where the tab key stops: the one picked, or else the newest leaf. */
  #isStop(row, index) {
    const picked = this.#picked;
    const inView = picked && this.#rows.some(other => other.level === picked.level && picked.index >= other.from && picked.index < other.end);
    return inView ? picked.level === row.level && picked.index === index : row === this.#rows.at(-1) && index === row.end - 1;
  }

  #at(event, then) {
    const group = event.target.closest?.('[role="gridcell"]');
    if (!group) return;
    const row = this.#rows.find(one => one.level === Number(group.dataset.level));
    then(row, { index: Number(group.dataset.index), group });
  }

  #click(event) {
    this.#at(event, (row, cell) => this.pick(row.level, cell.index));
  }

  #hover(event) {
    this.#tip.hidden = true;
    this.#at(event, (row, cell) => {
      text(this.#tip, describe(row, cell.index, row.nodes.get(cell.index), row.marks.get(cell.index)));
      this.#tip.hidden = false;
      const x = row.shift + (cell.index - row.from + 0.5) * row.cell;
      const room = this.width - this.#tip.offsetWidth;
      this.#tip.style.left = `${Math.max(0, Math.min(room, x - this.#tip.offsetWidth / 2))}px`;
      this.#tip.style.top = `${row.y + cellHeight + 6}px`;
    });
  }

  #key(event) {
    this.#at(event, (row, { index }) => {
      const place = this.#rows.indexOf(row);
      const steps = {
        ArrowLeft: () => this.#move(row, index - 1),
        ArrowRight: () => this.#move(row, index + 1),
        Home: () => this.#move(row, row.from),
        End: () => this.#move(row, row.end - 1),
        ArrowUp: () => place > 0 && this.#move(this.#rows[place - 1], Math.floor(index * (row.span / this.#rows[place - 1].span))),
        ArrowDown: () => place < this.#rows.length - 1 && this.#move(this.#rows[place + 1], childOf(row, index, this.#rows[place + 1])),
        Enter: () => this.open(row.level, index),
        ' ': () => this.pick(row.level, index),
        Escape: () => this.home(),
      };
      if (!steps[event.key]) return;
      event.preventDefault();
      steps[event.key]();
    });
  }

  #move(row, index) {
    this.pick(row.level, Math.max(row.from, Math.min(row.end - 1, index)));
    this.focusPicked();
  }
}

/** The node below, in the middle of those that the lower row shows of it. */
function childOf(row, index, lower) {
  const ratio = Math.round(row.span / lower.span);
  const first = Math.max(lower.from, index * ratio);
  const last = Math.min(lower.end - 1, index * ratio + ratio - 1);
  return first > last ? index * ratio : Math.floor((first + last) / 2);
}

function describe(row, index, node, difference) {
  const start = index * row.span;
  const when = row.span < 1000 ? exactTime(start) : `${dateTime(start)}, ${span(row.span)}`;
  return `${when}: ${node ? counted(node.count, 'event') : 'empty'}${told(difference)}`;
}

function told(difference) {
  switch (difference?.state) {
    case 'differs': return ', differs';
    case 'waits': return difference.pending ? `, ${count(difference.pending)} wait for the peer` : ', lies in a node that waits for the peer';
    case 'way': return difference.pending ? `, ${count(difference.pending)} on their way` : ', lies in a node that is on its way';
    case 'repaired': return ', repaired a moment ago';
    default: return '';
  }
}

/** From the part of a row that the next one shows to the whole of that one. */
function lenses(rows, width) {
  return rows.slice(1).map((lower, place) => {
    const upper = rows[place];
    const at = index => upper.shift + ((index * lower.span) / upper.span - upper.from) * upper.cell;
    const clip = x => Math.max(upper.left, Math.min(width, x));
    const [x1, x2] = [clip(at(lower.from)), clip(at(lower.end))];
    const y1 = upper.y + cellHeight;
    return svg('path', { class: 'lens', d: `M${round(x1)} ${y1 + 1}H${round(x2)}L${width} ${lower.y - 1}H${round(lower.shift)}Z` });
  });
}

function labels(row, width, follows) {
  const middle = row.y + cellHeight / 2 + 4;
  const below = row.y + cellHeight + 14;
  const name = svg('text', { x: 0, y: middle, class: 'level' }, row.left > 60 ? `${span(row.span)} each` : span(row.span));
  const from = svg('text', { x: round(row.shift), y: below }, axisTime(row.from * row.span, row.span * row.places));
  const to = svg('text', { x: width - 1, y: below, 'text-anchor': 'end' }, follows ? 'now' : axisTime(row.end * row.span, row.span * row.places));
  return [name, from, to];
}

/** Where time is still open: what lies right of it is not compared yet. */
function horizonMark(row, horizon) {
  if (!row || horizon <= row.from || horizon >= row.end) return [];
  const x = round(row.shift + (horizon - row.from) * row.cell - 1);
  return [svg('path', { class: 'horizon', d: `M${x} ${row.y - 5}V${row.y + cellHeight + 5}` })];
}

/** Stripes, so that a difference is no matter of colour alone. */
function patterns() {
  const stripes = (id, line) => svg('pattern', { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { width: 6, height: 6, class: 'stripe-ground' }), svg('rect', { width: line, height: 6, class: 'stripe' }));
  return svg('defs', {}, stripes('differs-stripes', 2));
}

const round = number => Math.round(number * 100) / 100;
