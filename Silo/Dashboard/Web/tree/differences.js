// What differs with the peer that the region is compared with, and what did until a moment ago.
import { Feed } from '../app/feed.js';

/** How long a repaired node takes to fade. */
export const fadeMs = 60_000;

export class Differences {
  #levels = new Map();
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
    const found = this.#levels.get(level)?.get(index) ?? this.#coarser(shape, level, index);
    if (!found) return null;
    const { pending, differs, repairedAt } = found;
    if (differs) return { state: 'differs', pending, strength: 1 };
    if (pending > 0) return { state: value.state === 'connected' ? 'way' : 'waits', pending, strength: 1 };
    const strength = 1 - (value.at - repairedAt) / fadeMs;
    return strength > 0 ? { state: 'repaired', pending, strength: Math.min(1, strength) } : null;
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
    this.#levels = new Map();
    if (!value) return;
    const highest = 12;
    for (const node of value.nodes) {
      let index = node.index;
      for (let level = node.level; level <= highest; level++) {
        this.#add(level, index, node);
        index = Math.floor(index / value.branchingFactor);
      }
    }
  }

  #add(level, index, node) {
    if (!this.#levels.has(level)) this.#levels.set(level, new Map());
    const row = this.#levels.get(level);
    const sum = row.get(index) ?? { pending: 0, differs: false, repairedAt: 0, level: node.level };
    sum.pending += node.pending;
    sum.differs ||= node.differs && !node.repaired;
    if (node.repaired) sum.repairedAt = Math.max(sum.repairedAt, node.at);
    row.set(index, sum);
  }

  /** Beyond a number of leaves the silo tells of higher nodes only: what lies under one of those shares its state. */
  #coarser(shape, level, index) {
    for (let above = level + 1; above <= level + 3; above++) {
      const found = this.#levels.get(above)?.get(shape.ancestor(level, index, above));
      if (found) return found.level === above ? found : null;
    }
    return null;
  }
}
