/** Optimizer steps of one epoch: the last batch may be a smaller one. */
export function stepsPerEpoch(pictures: number, batchSize: number): number {
  return Math.ceil(pictures / batchSize);
}
