// What part of the tree is looked at: of every level a row of neighbouring nodes, and all rows end at the same moment.

/** Fewest nodes that a row is laid out for, so that a level of two is not drawn as two walls. */
const fewestPlaces = 16;

export class TreeWindow {
  /** The moment that the rows end at; null for the present, which goes on. */
  focus = null;

  /** Nodes in a row. */
  places = 64;

  /** The row of a level: index of the first node, one past the last, and for how many there is room. */
  row(shape, level, now) {
    const end = shape.indexAt(level, this.focus ?? now) + 1;
    const from = Math.max(0, end - this.places);
    return { level, from, end, places: Math.max(end - from, Math.min(fewestPlaces, this.places)) };
  }

  /** Ends the rows where a node ends, or now if that is sooner. */
  endAt(shape, level, index, now) {
    const end = shape.start(level, index + 1) - 1;
    this.focus = end >= now ? null : end;
  }
}
