import type { NamedTensor, NetworkSpec } from '../../../../preload/contract.ts';

/**
 * A network small enough to be worked out by hand: is a 2x2 picture a horizontal, a diagonal or a
 * vertical line? White is 0 and black 1, as in the lecture (6.2). The hidden units notice the top row,
 * the bottom row, the left column, the right column.
 */
export const exampleNetwork: NetworkSpec = {
  version: 1,
  input: { height: 2, width: 2, channels: 1 },
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', units: 4, activation: 'relu' },
    { kind: 'dense', units: 3, activation: 'softmax' },
  ],
  classes: 3,
};

const rows = (...values: number[][]) => Float32Array.from(values.flat());

/** [inputs, units], as Keras lays weights out. */
export const exampleWeights: NamedTensor[] = [
  {
    name: '1/kernel',
    shape: [4, 4],
    values: rows([1, -1, 1, -1], [1, -1, -1, 1], [-1, 1, 1, -1], [-1, 1, -1, 1]),
  },
  { name: '1/bias', shape: [4], values: rows([0, 0, 0, 0]) },
  {
    name: '2/kernel',
    shape: [4, 3],
    values: rows([2, -0.5, -1], [2, -0.5, -1], [-1, -0.5, 2.06], [-1, -0.5, 2.06]),
  },
  { name: '2/bias', shape: [3], values: rows([-1.35, 1.5, -0.84]) },
];

/** A vertical line, not quite clean: gives the lecture's 0.0068, 0.1592, 0.8340 (6.3). */
export const exampleInput: readonly number[] = [1, 0.2, 0.9, 0.1];
