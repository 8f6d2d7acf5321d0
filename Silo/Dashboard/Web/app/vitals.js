// The few figures that tell whether all is well.
import { el, text } from './dom.js';
import { ago, count, latency, rate, shortCount } from './format.js';

export function startVitals(root, { session, status, peers, load }) {
  const events = tile('Events');
  const watermark = tile('All regions agree up to');
  const links = tile('Peers connected');
  const writes = tile('Writes a second');
  const slowest = tile('Write latency, 99 %');
  root.append(...[events, watermark, links, writes, slowest].map(one => one.element));

  status.listen(value => {
    if (!value) return;
    events.show(value.count === undefined ? '–' : shortCount(value.count), value.count === undefined ? 'of the whole region: not for this token' : `${count(value.activeKeys)} keys in memory`);
  });

  peers.listen(value => {
    for (const one of [watermark, links]) one.element.hidden = !session.mayAdminister;
    if (!value) return;
    const now = status.value?.now ?? Date.now();
    watermark.show(value.watermark === null ? 'nothing yet' : ago(value.watermark, now), value.peers.length ? (value.watermark === null ? 'see the peers for the reason' : 'proven by equal digests') : 'this region has no peers');
    const connected = value.peers.filter(peer => peer.state === 'connected').length;
    const lag = value.peers.reduce((sum, peer) => sum + peer.pushLag, 0);
    links.show(`${connected} of ${value.peers.length}`, lag ? `${count(lag)} not acknowledged yet` : 'everything acknowledged');
  });

  load.listen(value => {
    for (const one of [writes, slowest]) one.element.hidden = !session.mayReadRegion;
    if (!value) return;
    const last = recent(value, status.value?.now ?? Date.now());
    writes.show(last ? rate(last.writes / (value.stepMs / 1000)) : '0', last ? `${rate(last.reads / (value.stepMs / 1000))} reads` : 'nothing in the last seconds');
    slowest.show(last?.write ? latency(last.write.p99Ms) : '–', last?.write ? `half within ${latency(last.write.p50Ms)}` : 'no write was timed lately');
  });
}

/** The last step that is over, or null when nothing happened in it. */
function recent({ stepMs, points }, now) {
  const start = Math.floor(now / stepMs) * stepMs;
  return points.findLast(point => point.at < start && point.at >= start - 2 * stepMs) ?? points.findLast(point => point.at >= start) ?? null;
}

function tile(name) {
  const figure = el('dd', {}, '–');
  const note = el('dd', { class: 'note' });
  return {
    element: el('dl', { class: 'vital' }, el('dt', {}, name), figure, note),
    show(value, remark) {
      text(figure, value);
      text(note, remark);
    },
  };
}
