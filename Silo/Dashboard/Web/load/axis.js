// Where an axis ends.

/** The least of 1, 2, 5, 10, 20, 50 … that is not below the highest value; 1 where there is nothing to show. */
export function niceTop(highest) {
  if (highest <= 0) return 1;
  const decade = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map(step => step * decade).find(step => step >= highest);
}
