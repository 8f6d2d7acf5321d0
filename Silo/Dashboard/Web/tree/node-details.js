// What there is to know of the node that was picked: its time, its count and digest, and of a leaf, what was written in it.
import { el } from '../app/dom.js';
import { facts } from '../app/dom.js';
import { count, dateTime, exactTime, short, span, timeOfDay } from '../app/format.js';

const mostEvents = 8;
const highestId = 'f'.repeat(64);

/** Fills `root` with what is known of a node. `showKey` is called with the key of an event that is chosen. */
export class NodeDetails {
  #shown = null;

  constructor(root, page, { open, showKey }) {
    Object.assign(this, { root, page, open, showKey });
  }

  clear() {
    this.#shown = null;
    this.root.replaceChildren(el('p', { class: 'nothing' }, 'Choose a node to see what is in it. Arrow keys move, Enter goes down, Escape comes back to the present.'));
  }

  /** Shows a node. Does nothing while it is the one shown and has not changed. */
  show(shape, row, index, node, difference) {
    const id = [row.level, index, node?.count, node?.digest, difference?.state, difference?.pending].join();
    if (id === this.#shown) return;
    this.#shown = id;
    const start = shape.start(row.level, index);
    const list = el('div', { class: 'leaf-events' });
    this.root.replaceChildren(
      el('h3', {}, row.level === 0 ? 'Leaf' : `Node of level ${row.level}`),
      el('p', { class: 'lead' }, `${shape.span(row.level) < 1000 ? exactTime(start) : dateTime(start)}, ${span(shape.span(row.level))} long`),
      facts([
        ['Events', node ? count(node.count) : 'none'],
        ['Index', el('span', { class: 'code' }, String(index))],
        ['Digest', el('span', { class: 'code', title: node?.digest }, node ? (node.digest ? short(node.digest) : 'taken when it is compared') : '–')],
        difference && [`With ${this.page.compared.peer}`, told(difference)],
      ]),
      row.level > 0 && node ? el('button', { type: 'button', click: () => this.open(row.level, index) }, 'Go down') : '',
      list);
    if (row.level === 0 && node) this.#listEvents(list, start, shape.granularity, id);
  }

  async #listEvents(list, start, granularity, id) {
    const { api } = this.page;
    const after = start > 0 ? `&after=${start - 1},${highestId}` : '';
    try {
      const { events } = await api.json(`v1/history?limit=${mostEvents + 1}&at=${start + granularity - 1}${after}`);
      if (id !== this.#shown) return;
      list.replaceChildren(
        el('ol', {}, events.slice(0, mostEvents).map(event => el('li', {},
          el('button', { type: 'button', class: 'link code', click: () => this.showKey(event.key) }, event.key),
          el('span', { class: 'lead' }, ` ${event.deleted ? 'deleted' : ''} ${timeOfDay(event.timestamp)} ${event.origin}`)))),
        events.length > mostEvents ? el('p', { class: 'lead' }, 'and more') : '');
    } catch (problem) {
      list.replaceChildren(el('p', { class: 'lead' }, problem.message));
    }
  }
}

function told({ state, pending }) {
  switch (state) {
    case 'differs': return 'differs; the exchange repairs it';
    case 'waits': return pending ? `${count(pending)} of its events wait` : 'lies in a node that waits';
    case 'way': return pending ? `${count(pending)} of its events are on their way` : 'lies in a node that is on its way';
    default: return 'repaired a moment ago';
  }
}
