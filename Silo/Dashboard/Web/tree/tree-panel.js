// The time tree: what is in which time, and in which time this region and a peer differ.
import { el, say, text } from '../app/dom.js';
import { ago, counted } from '../app/format.js';
import { Feed } from '../app/feed.js';
import { contentOf, needsRead } from '../app/withheld.js';
import { HeatMap } from './heat-map.js';
import { legend } from './legend.js';
import { NodeDetails } from './node-details.js';
import { TreeShape } from './tree-shape.js';
import { TreeWindow } from './tree-window.js';

const wide = 700;
const pauseMs = 2000;

export function startTree(root, page) {
  const view = new TreeWindow();
  let shape = null, rows = [], picked = null, horizon = 0;

  const map = new HeatMap({ pick, open, home });
  const details = new NodeDetails(el('aside', { class: 'details', 'aria-label': 'The node that was chosen' }), page, { open, showKey: key => page.showKey?.(key) });
  const compare = el('select', { 'aria-label': 'Compare with', change: () => page.compared.compareWith(compare.value) });
  const field = el('label', { class: 'field' }, 'Compared with', compare);
  const summary = el('p', { class: 'tree-summary', role: 'status' });
  const present = el('button', { type: 'button', hidden: true, click: home }, 'Back to now');
  const content = el('div', {},
    el('div', { class: 'row apart' }, el('div', { class: 'row' }, field, summary), el('div', { class: 'row' }, present, legend())),
    el('div', { class: 'tree-columns' }, map.element, details.root));
  root.append(content);
  details.clear();

  const feed = new Feed(read, pauseMs);
  feed.listen((value, problem) => {
    if (problem && !value) text(summary, problem.message);
    if (value) draw();
  });
  page.compared.feed.listen(() => { draw(); tellSummary(); });
  page.peers.listen(value => listPeers(value?.peers ?? []));
  new ResizeObserver(() => draw()).observe(map.element);

  return { restart };

  function restart() {
    root.replaceChildren(...contentOf(page.session, page.session.mayRead, [content], needsRead('The tree and its counts')));
    [rows, picked] = [[], null];
    details.clear();
    feed.restart();
  }

  async function read() {
    if (!page.session.mayRead) return null;
    view.places = map.width < wide ? 32 : 64;
    const status = page.status.value ?? await page.api.json('v1/status');
    shape = new TreeShape(status.granularity, status.branchingFactor);
    const now = Math.max(status.now, page.status.value?.now ?? 0);
    const leaves = await readRow(view.row(shape, 0, now));
    horizon = leaves.horizon;
    const higher = Array.from({ length: leaves.levels - 1 }, (_, place) => readRow(view.row(shape, leaves.levels - 1 - place, now)));
    rows = [...await Promise.all(higher), leaves];
    return rows;
  }

  async function readRow(row) {
    const answer = await page.api.json(`v1/tree/map?level=${row.level}&from=${row.from}&count=${row.end - row.from}`);
    return {
      ...row,
      span: shape.span(row.level),
      nodes: new Map(answer.nodes.map(node => [node.index, node])),
      horizon: answer.horizon,
      levels: answer.levels,
    };
  }

  function draw() {
    if (!rows.length || !map.width) return;
    for (const row of rows) row.marks = marksOf(row);
    map.draw(rows, { width: map.width, picked, horizon, follows: view.focus === null });
    present.hidden = view.focus === null;
    const row = picked && rows.find(one => one.level === picked.level);
    if (row) details.show(shape, row, picked.index, row.nodes.get(picked.index), row.marks.get(picked.index));
  }

  function marksOf(row) {
    const marks = new Map();
    for (let index = row.from; index < row.end; index++) {
      const difference = page.compared.of(shape, row.level, index);
      if (difference) marks.set(index, difference);
    }
    return marks;
  }

  function pick(level, index) {
    picked = { level, index };
    draw();
  }

  /** Ends the rows with the last thing that there is in a node: with what differs, if something does. */
  async function open(level, index) {
    let [at, place] = [level, index];
    while (at > 0) {
      const child = lastOf(await readRow({ level: at - 1, from: place * shape.branchingFactor, end: (place + 1) * shape.branchingFactor }));
      if (child === null) break;
      [at, place] = [at - 1, child];
    }
    const now = page.status.value?.now ?? Date.now();
    view.endAt(shape, at, place, now);
    picked = level > 0 ? { level: level - 1, index: shape.ancestor(at, place, Math.max(at, level - 1)) } : { level, index };
    await feed.refresh();
    map.focusPicked();
    say(view.focus === null ? 'The rows end now.' : 'The rows end with this node. Escape comes back to the present.');
  }

  function lastOf(row) {
    const indexes = [...row.nodes.keys()];
    return indexes.findLast(index => page.compared.of(shape, row.level, index)) ?? indexes.at(-1) ?? null;
  }

  function home() {
    view.focus = null;
    picked = null;
    details.clear();
    feed.refresh();
    say('The rows end now.');
  }

  function listPeers(peers) {
    field.hidden = peers.length === 0;
    if ([...compare.options].map(option => option.value).join() !== peers.map(peer => peer.name).join())
      compare.replaceChildren(...peers.map(peer => el('option', { value: peer.name }, peer.name)));
    if (page.compared.peer) compare.value = page.compared.peer;
  }

  function tellSummary() {
    const { feed: { value, problem }, peer } = page.compared;
    text(summary, problem ? problem.message : value ? summarise(value, peer, page.compared.sum()) : '');
    summary.dataset.state = value ? stateOf(value, page.compared.sum()) : '';
  }
}

function stateOf(value, { differing, waiting }) {
  return differing ? 'differs' : waiting ? (value.state === 'connected' ? 'way' : 'waits') : 'same';
}

function summarise(value, peer, { differing, waiting, repaired, repairedAt }) {
  const parts = [];
  if (differing) parts.push(`${counted(differing, 'node')} found to differ`);
  if (waiting) parts.push(`${counted(value.pendingEvents, 'event')} in ${counted(waiting, 'node')} ${value.state === 'connected' ? 'on their way to' : 'wait for'} ${peer}`);
  if (!parts.length && repaired) parts.push(`Nothing differs; ${counted(repaired, 'node')} repaired ${ago(repairedAt, value.at)}`);
  if (!parts.length) parts.push(`No difference with ${peer} is known`);
  if (value.state !== 'connected') parts.push(`the link is ${value.state}`);
  if (value.truncated) parts.push('not all of it is listed');
  return `${parts.join('; ')}.`;
}
