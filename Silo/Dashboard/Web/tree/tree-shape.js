// The geometry of the time tree: leaf `time / granularity`, parent `index / branchingFactor`.

export class TreeShape {
  constructor(granularity, branchingFactor) {
    this.granularity = granularity;
    this.branchingFactor = branchingFactor;
  }

  /** Milliseconds that a node of a level spans. */
  span(level) {
    return this.granularity * this.branchingFactor ** level;
  }

  /** The node of a level that a time lies in. */
  indexAt(level, time) {
    return Math.floor(time / this.span(level));
  }

  /** When a node begins. */
  start(level, index) {
    return index * this.span(level);
  }

  /** The node of a higher level above a node. */
  ancestor(level, index, above) {
    return Math.floor(index / this.branchingFactor ** (above - level));
  }
}
