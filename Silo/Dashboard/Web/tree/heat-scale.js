// Counts as strength of colour: logarithmic, and for each level on its own, since a node holds what all its children hold.

/** Steps of the ramp; see theme.css. */
export const steps = 7;

/** The scale of a row from its counts: tells the step of a count, 0 to steps - 1, or null for nothing. */
export function scaleOf(counts) {
  const least = Math.log(Math.max(1, Math.min(...counts)));
  const most = Math.log(Math.max(1, ...counts));
  return count => {
    if (!count) return null;
    if (most === least) return Math.floor(steps / 2);
    return Math.min(steps - 1, Math.floor(((Math.log(count) - least) / (most - least)) * steps));
  };
}
