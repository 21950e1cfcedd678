import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, type Activation, type Layer } from '../../../preload/contract.ts';
import { networkProblems } from '../../../main/engine/network/checks.ts';
import { RandomGenerator } from '../../../main/engine/trainers/random.ts';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import { GradientProbe } from './gradient-graph.ts';
import { referenceGradients } from './reference.ts';
import { randomBatch, relativeDifference, smallNetwork, variedWeights } from './samples.ts';

const { tf } = loadTensorFlow(1);

const flatten: Layer = { kind: 'flatten' };
const dense = (units: number, activation: Activation): Layer => ({
  kind: 'dense',
  units,
  activation,
});
const conv2d = (stride: number, padding: 'same' | 'valid', activation: Activation): Layer => ({
  kind: 'conv2d',
  filters: 4,
  kernel: 3,
  stride,
  padding,
  activation,
});
const pool = (
  kind: 'maxPool' | 'averagePool',
  size: number,
  stride: number,
  padding: 'same' | 'valid',
): Layer => ({ kind, size, stride, padding });
const hiddenActivations = activations.filter((activation) => activation !== 'softmax');

/** Hidden layers that together hold every layer and activation, in every form that has code of its own. */
const cases: [string, Layer[]][] = [
  ['the softmax layer alone', [flatten]],
  ...hiddenActivations.map((activation): [string, Layer[]] => [
    `dense ${activation}`,
    [flatten, dense(5, activation), dense(4, activation)],
  ]),
  // Large enough to be kept in blocks where batches are cut: 84 x 1000 and 300 x 300 weights.
  ['dense in blocks of units', [flatten, dense(1000, 'tanh'), dense(4, 'tanh')]],
  ['dense in blocks, not first', [flatten, dense(300, 'relu'), dense(300, 'tanh')]],
  ...hiddenActivations.map((activation): [string, Layer[]] => [
    `conv2d ${activation}`,
    [conv2d(1, 'same', activation), conv2d(1, 'valid', activation), flatten],
  ]),
  ['conv2d with strides, same', [conv2d(2, 'same', 'tanh'), conv2d(3, 'same', 'tanh'), flatten]],
  ['conv2d with strides, valid', [conv2d(2, 'valid', 'tanh'), flatten]],
  ['maxPool', [conv2d(1, 'same', 'tanh'), pool('maxPool', 2, 2, 'valid'), flatten]],
  ['maxPool, overlapping', [conv2d(1, 'same', 'tanh'), pool('maxPool', 3, 2, 'same'), flatten]],
  ['averagePool', [conv2d(1, 'same', 'tanh'), pool('averagePool', 2, 2, 'valid'), flatten]],
  [
    'averagePool, overlapping',
    [conv2d(1, 'same', 'tanh'), pool('averagePool', 3, 2, 'same'), flatten],
  ],
  [
    'batchNorm of pictures',
    [conv2d(1, 'same', 'linear'), { kind: 'batchNorm' }, conv2d(1, 'valid', 'tanh'), flatten],
  ],
  ['batchNorm of units', [flatten, dense(6, 'tanh'), { kind: 'batchNorm' }, dense(5, 'tanh')]],
  ['batchNorm first', [{ kind: 'batchNorm' }, flatten]],
];

async function gradientsOf(hidden: Layer[], seed: number, parts?: number[], threads?: number) {
  const network = smallNetwork(hidden);
  expect(networkProblems(network)).toEqual([]);
  const batch = randomBatch(network, 6, seed);
  const weights = variedWeights(network, seed);
  const probe = await GradientProbe.open(tf, network, batch, parts, threads);
  return { network, batch, weights, probe };
}

describe('gradients equal tfjs’s automatic differentiation', () => {
  const cuts = [undefined, [4, 2], [2, 2, 2]];
  it.each(
    cases.flatMap((each) =>
      cuts.map(
        (cut) =>
          [
            `${each[0]}, ${cut ? `in parts of ${cut.join(' and ')}` : 'whole'}`,
            each[1],
            cut,
          ] as const,
      ),
    ),
  )('%s', async (_name, hidden, parts) => {
    const { network, batch, weights, probe } = await gradientsOf(hidden, 3, parts);
    const actual = probe.at(weights);
    probe.close();
    const expected = referenceGradients(tf, network, batch, weights);
    for (const [name, values] of Object.entries(expected)) {
      expect(relativeDifference(actual[name]!, values, expected), name).toBeLessThan(1e-4);
    }
  });

  it.each(cases.filter(([name]) => name.startsWith('dense in blocks')))(
    '%s, whole for two threads',
    async (_name, hidden) => {
      const { network, batch, weights, probe } = await gradientsOf(hidden, 3, undefined, 2);
      const actual = probe.at(weights);
      probe.close();
      const expected = referenceGradients(tf, network, batch, weights);
      for (const [name, values] of Object.entries(expected)) {
        expect(relativeDifference(actual[name]!, values, expected), name).toBeLessThan(1e-4);
      }
    },
  );
});

it('batchNorm moves its averages towards the batch’s mean and its variance divided by n', async () => {
  const { batch, weights, probe } = await gradientsOf([{ kind: 'batchNorm' }, flatten], 5);
  const actual = probe.at(weights);
  probe.close();
  for (const channel of [0, 1]) {
    const values = [...batch.images].filter((_, index) => index % 2 === channel);
    const mean = values.reduce((sum, value) => sum + value / 255, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value / 255 - mean) ** 2, 0) / values.length;
    expect(actual['0/movingMean']![channel]).toBeCloseTo(mean, 5);
    expect(actual['0/movingVariance']![channel]).toBeCloseTo(variance, 5);
  }
});

/** Steep enough to stand out from rounding, short enough not to cross many corners of relu and maxPool. */
const reach = 4e-3;

describe('gradients equal central finite differences', () => {
  const withDropout: [string, Layer[]] = [
    'dropout',
    [flatten, dense(12, 'tanh'), { kind: 'dropout', rate: 0.4 }, dense(5, 'tanh')],
  ];
  it.each([...cases, withDropout])('%s', async (_name, hidden) => {
    const { weights, probe } = await gradientsOf(hidden, 4);
    const gradients = probe.at(weights);
    const random = RandomGenerator.seeded(4, 9);
    for (const weight of weights.filter(({ name }) => !name.includes('moving'))) {
      // Along a direction of random signs: Σ ±g is (L(w + h) - L(w - h)) / 2h.
      const signs = weight.values.map(() => random.below(2) * 2 - 1);
      const lossAt = (distance: number) =>
        probe.at(
          weights.map((other) =>
            other === weight
              ? { ...other, values: other.values.map((v, i) => v + distance * signs[i]!) }
              : other,
          ),
        )['loss']![0]!;
      const h = reach / Math.sqrt(signs.length);
      const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
      const gradient = gradients[weight.name]!;
      const along = gradient.reduce((sum, value, index) => sum + value * signs[index]!, 0);
      const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
      expect(Math.abs(along - slope), weight.name).toBeLessThan(
        0.02 * length * Math.sqrt(signs.length) + 1e-3,
      );
    }
    probe.close();
  });
});

const layerArbitrary: fc.Arbitrary<Layer> = fc.oneof(
  fc
    .record({
      filters: fc.integer({ min: 1, max: 4 }),
      kernel: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 2 }),
      padding: fc.constantFrom('same', 'valid'),
      activation: fc.constantFrom(...hiddenActivations),
    })
    .map((layer): Layer => ({ kind: 'conv2d', ...layer })),
  fc
    .record({
      kind: fc.constantFrom('maxPool', 'averagePool'),
      size: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 2 }),
      padding: fc.constantFrom('same', 'valid'),
    })
    .map((layer): Layer => layer),
  fc.constant<Layer>({ kind: 'batchNorm' }),
);

it('gradients of random networks equal tfjs’s', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(layerArbitrary, { maxLength: 3 }),
      fc.array(
        fc.record({
          units: fc.integer({ min: 1, max: 6 }),
          activation: fc.constantFrom(...hiddenActivations),
        }),
        { maxLength: 2 },
      ),
      fc.integer({ min: 0, max: 1000 }),
      async (pictureLayers, denseLayers, seed) => {
        const hidden = [
          ...pictureLayers,
          flatten,
          ...denseLayers.map(({ units, activation }) => dense(units, activation)),
        ];
        const network = smallNetwork(hidden);
        fc.pre(networkProblems(network).length === 0);
        const batch = randomBatch(network, 8, seed);
        const weights = variedWeights(network, seed);
        const probe = await GradientProbe.open(tf, network, batch, [5, 3]);
        const actual = probe.at(weights);
        probe.close();
        const expected = referenceGradients(tf, network, batch, weights);
        for (const [name, values] of Object.entries(expected)) {
          expect(relativeDifference(actual[name]!, values, expected), name).toBeLessThan(1e-4);
        }
      },
    ),
    { numRuns: 15, seed: 2 },
  );
});
