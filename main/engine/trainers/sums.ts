/** Losses are rounded to multiples of this, below what float32 tells apart in a batch's loss. */
const unit = 2 ** -24;

/**
 * A run's figures, [steps, 2]: each step's summed loss and right answers, summed up. The losses are
 * rounded to whole units first: sums of whole numbers are exact in double precision (below 2^53
 * units, a loss of 5e8), so an epoch's figures are the same to the bit however it was cut into runs.
 */
export function sumFigures(figures: Float32Array): { lossSum: number; correct: number } {
  let [units, correct] = [0, 0];
  for (let index = 0; index < figures.length; index += 2) {
    units += unitsOf(figures[index]!);
    correct += figures[index + 1]!;
  }
  return { lossSum: units * unit, correct };
}

/** A batch's summed loss as a whole number of units, for engines that sum step by step. */
export function roundedLoss(loss: number): number {
  return unitsOf(loss) * unit;
}

function unitsOf(loss: number): number {
  return Math.round(loss / unit);
}
