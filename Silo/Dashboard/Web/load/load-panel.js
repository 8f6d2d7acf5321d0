// What the region did in the last hour: how much, and how fast.
import { el, text } from '../app/dom.js';
import { latency, rate } from '../app/format.js';
import { contentOf, needsWholeRegion } from '../app/withheld.js';
import { LineChart } from './line-chart.js';

const minuteMs = 60_000;

/** How far the charts reach back, in minutes: as far as there is something to see, an hour at most. */
const reaches = [5, 15, 30, 60];

const throughput = [
  { name: 'writes', of: point => point?.writes ?? 0 },
  { name: 'reads', of: point => point?.reads ?? 0 },
  { name: 'received', of: point => point?.received ?? 0 },
  { name: 'refused', of: point => point?.refused ?? 0 },
];
const latencies = [
  { name: 'write, 99 %', of: point => point?.write?.p99Ms ?? null },
  { name: 'write, half', of: point => point?.write?.p50Ms ?? null },
  { name: 'read, 99 %', of: point => point?.read?.p99Ms ?? null },
  { name: 'read, half', of: point => point?.read?.p50Ms ?? null },
];

export function startLoad(root, { session, status, load }) {
  const events = new LineChart({ title: 'Throughput', unit: 'a second', series: throughput, format: rate });
  const times = new LineChart({ title: 'Latency', unit: 'in the silo', series: latencies, format: latency });
  const trouble = el('p', { class: 'nothing', role: 'status' });
  root.append(events.element, times.element, trouble);

  load.listen((value, problem) => {
    text(trouble, problem && session.mayReadRegion ? problem.message : '');
    if (!value) return;
    const steps = stepsOf(value, status.value?.now ?? Date.now());
    events.show(steps.map(step => ({ at: step.at, values: throughput.map(one => one.of(step.point) / (value.stepMs / 1000)) })));
    times.show(steps.map(step => ({ at: step.at, values: latencies.map(one => one.of(step.point)) })));
  });

  return {
    restart() {
      root.replaceChildren(...contentOf(session, session.mayReadRegion, [events.element, times.element, trouble], needsWholeRegion('Throughput and latency')));
    },
  };
}

/** Every step that is over, also those in which nothing happened. */
function stepsOf({ stepMs, points }, now) {
  const byTime = new Map(points.map(point => [point.at, point]));
  const end = Math.floor(now / stepMs) * stepMs;
  const steps = [];
  const reach = reaches.find(minutes => end - minutes * minuteMs <= (points[0]?.at ?? end)) ?? reaches.at(-1);
  for (let at = end - reach * minuteMs; at < end; at += stepMs) steps.push({ at, point: byTime.get(at) });
  return steps;
}
