// What the colours of the map mean.
import { el, svg } from '../app/dom.js';
import { steps } from './heat-scale.js';

const size = 14;

export function legend() {
  const ramp = svg('svg', { width: steps * (size + 1), height: size, 'aria-hidden': 'true', class: 'heat-map' },
    Array.from({ length: steps }, (_, step) => svg('rect', { x: step * (size + 1), width: size, height: size, rx: 3, class: `cell heat-${step}` })));
  const swatch = state => svg('svg', { width: size, height: size, 'aria-hidden': 'true', class: 'heat-map' },
    svg('rect', { width: size, height: size, rx: 3, class: 'cell heat-1' }), svg('rect', { width: size, height: size, rx: 3, class: `mark ${state}` }));
  return el('ul', { class: 'legend', 'aria-label': 'Legend' },
    el('li', {}, 'few', ramp, 'many events, for each row'),
    el('li', {}, swatch('differs'), 'differs or waits'),
    el('li', {}, swatch('way'), 'on its way'),
    el('li', {}, swatch('repaired'), 'repaired'));
}
