/** Terms are rounded to multiples of this, below what float32 tells apart in a batch's loss. */
const unit = 2 ** -24;

const unitsOf = (figure: number) => Math.round(figure / unit);

/**
 * The sum of the steps' figures (losses in nats, or right answers), the same to the bit however an
 * epoch is cut into runs: sums of whole numbers of units are exact in double precision, below 2^53 of
 * them (a loss of 5e8).
 */
export function exactSum(figures: Float32Array): number {
  let units = 0;
  for (const figure of figures) units += unitsOf(figure);
  return units * unit;
}

/** A batch's summed loss as a whole number of units, for engines that sum step by step. */
export function roundedLoss(loss: number): number {
  return unitsOf(loss) * unit;
}
