// What differs with the peer that the region is compared with, and what did until a moment ago.
import { Feed } from '../app/feed.js';

/** How long a repaired node takes to fade. */
export const fadeMs = 60_000;

/** No tree has more levels. */
const highestLevel = 40;

export class Differences {
  /** For each level, nodes that differ or have some below them that do. */
  #levels = new Map();

  /** For each level that the silo tells of, the nodes that it names. */
  #named = new Map();
  #session;
  #api;

  /** Name of the peer; null while there is none. */
  peer = null;

  constructor({ api, session, peers }, pauseMs) {
    this.#api = api;
    this.#session = session;
    this.feed = new Feed(() => this.#read(), pauseMs);
    this.feed.listen(value => this.#arrange(value));
    peers.listen(value => {
      const names = value?.peers.map(peer => peer.name) ?? [];
      if (!names.includes(this.peer)) this.compareWith(names[0] ?? null);
    });
  }

  compareWith(peer) {
    if (peer === this.peer) return;
    this.peer = peer;
    this.feed.restart();
  }

  /**
   * How a node stands: null when nothing is known to differ; else `{state, pending, strength}`, where `state` is "differs", "waits" (the peer
   * is away), "way" (pushed, not acknowledged yet) or "repaired", and `strength` goes from 1 to 0 as a repair fades.
   */
  of(shape, level, index) {
    const value = this.feed.value;
    if (!value) return null;
    const found = this.#levels.get(level)?.get(index);
    return stateOf(found, value, found?.pending) ?? stateOf(this.#coarser(shape, level, index), value, 0);
  }

  /** Leaves (or coarser nodes) that differ or wait now, and when the last one was repaired. */
  sum() {
    const nodes = this.feed.value?.nodes ?? [];
    return {
      differing: nodes.filter(node => node.differs && !node.repaired).length,
      waiting: nodes.filter(node => node.pending > 0).length,
      repaired: nodes.filter(node => node.repaired).length,
      repairedAt: Math.max(0, ...nodes.filter(node => node.repaired).map(node => node.at)),
    };
  }

  async #read() {
    if (!this.peer || !this.#session.mayReadRegion) return null;
    return this.#api.json(`v1/peers/${encodeURIComponent(this.peer)}/differences`);
  }

  /** Sums the nodes up for every level above them. */
  #arrange(value) {
    [this.#levels, this.#named] = [new Map(), new Map()];
    if (!value) return;
    for (const node of value.nodes) {
      add(this.#named, node.level, node.index, node);
      let index = node.index;
      for (let level = node.level; level <= highestLevel; level++) {
        add(this.#levels, level, index, node);
        if (index === 0) break; // above the top
        index = Math.floor(index / value.branchingFactor);
      }
    }
  }

  /** Where there is much, or where one side lacks all of it, the silo names higher nodes: what lies under them shares their state. */
  #coarser(shape, level, index) {
    for (const [above, nodes] of this.#named) {
      const found = above > level ? nodes.get(shape.ancestor(level, index, above)) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

function add(levels, level, index, node) {
  if (!levels.has(level)) levels.set(level, new Map());
  const row = levels.get(level);
  const sum = row.get(index) ?? { pending: 0, differs: false, repairedAt: 0 };
  sum.pending += node.pending;
  sum.differs ||= node.differs && !node.repaired;
  if (node.repaired) sum.repairedAt = Math.max(sum.repairedAt, node.at);
  row.set(index, sum);
}

function stateOf(found, { state, at }, pending) {
  if (!found) return null;
  if (found.differs) return { state: 'differs', pending, strength: 1 };
  if (found.pending > 0) return { state: state === 'connected' ? 'way' : 'waits', pending, strength: 1 };
  const strength = 1 - (at - found.repairedAt) / fadeMs;
  return strength > 0 ? { state: 'repaired', pending, strength: Math.min(1, strength) } : null;
}
