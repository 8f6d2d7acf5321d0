// Two regions and the line between them: whole when they are connected, broken when they are not.
import { set, svg } from '../app/dom.js';

const width = 360, height = 34, end = 46, middle = height / 2;

export function linkPicture(here, there) {
  const out = svg('path', { class: 'link-line' });
  const back = svg('path', { class: 'link-line' });
  const gap = svg('g', { class: 'link-gap' }, svg('path', { d: `M${width / 2 - 5} ${middle - 9}l4 18M${width / 2 + 3} ${middle - 9}l4 18` }));
  const element = svg('svg', { class: 'link-picture', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    out, back, gap, node(here, end), node(there, width - end));
  return {
    element,
    show(state, inbound) {
      const cut = state !== 'connected';
      set(element, { 'data-state': state });
      set(out, { d: line(middle - 4, cut), class: `link-line ${state === 'connected' ? 'whole' : 'broken'}` });
      set(back, { d: line(middle + 4, cut), class: `link-line ${inbound === 'connected' ? 'whole' : 'broken'}` });
      gap.toggleAttribute('hidden', !cut);
      gap.setAttribute('visibility', cut ? 'visible' : 'hidden');
    },
  };
}

function line(y, cut) {
  const [from, to] = [end + 34, width - end - 34];
  return cut ? `M${from} ${y}H${width / 2 - 9}M${width / 2 + 9} ${y}H${to}` : `M${from} ${y}H${to}`;
}

function node(name, x) {
  return svg('g', {},
    svg('rect', { x: x - 34, y: 3, width: 68, height: height - 6, rx: 8, class: 'link-node' }),
    svg('text', { x, y: middle + 4, 'text-anchor': 'middle' }, name.length > 9 ? `${name.slice(0, 8)}…` : name));
}
