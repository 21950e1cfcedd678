import { describe, expect, it } from 'vitest';
import type { Optimizer } from '../../../preload/contract.ts';
import { PortableOptimizer } from '../../../main/engine/trainers/portable/optimizer.ts';

const rate = 0.1;
const start = 1;
/** Ten gradients, of both signs and several sizes. */
const gradients = [0.5, -0.25, 1, 0, -2, 0.125, 0.75, -0.5, 3, -0.0625];

/** The weight after each step. */
function run(optimizer: Optimizer): number[] {
  const weight = { name: '1/kernel', shape: [1], values: Float32Array.of(start) };
  const optimizing = new PortableOptimizer(optimizer, [weight]);
  return gradients.map((g, index) => {
    optimizing.apply(weight, Float32Array.of(g), rate, index + 1);
    return weight.values[0]!;
  });
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
/** Σ decay^(t-i) g_i over the steps i up to t: what a moving average with that decay has gathered. */
const gathered = (t: number, decay: number, of: (g: number) => number = (g) => g) =>
  sum(gradients.slice(0, t + 1).map((g, i) => decay ** (t - i) * of(g)));
const square = (g: number) => g * g;
/** The weight after each step, from the change that each step makes. */
const accumulate = (change: (t: number) => number) =>
  gradients.map((_, t) => start + sum(gradients.slice(0, t + 1).map((_g, i) => change(i))));

/** Adam's change at step t (from 0), by the paper's section 2, with its ε brought to Keras's place. */
function adamChange(t: number, beta1: number, beta2: number, epsilon: number): number {
  const mean = ((1 - beta1) * gathered(t, beta1)) / (1 - beta1 ** (t + 1));
  const variance = ((1 - beta2) * gathered(t, beta2, square)) / (1 - beta2 ** (t + 1));
  const hat = epsilon / Math.sqrt(1 - beta2 ** (t + 1));
  return (-rate * mean) / (Math.sqrt(variance) + hat);
}

function decayed(changes: (t: number) => number, weightDecay: number): number[] {
  let weight = start;
  return gradients.map((_, t) => (weight = weight * (1 - rate * weightDecay) + changes(t)));
}

const epsilon = 1e-3;
const cases: [Optimizer, number[]][] = [
  [{ kind: 'sgd' }, accumulate((t) => -rate * gradients[t]!)],
  [{ kind: 'momentum', momentum: 0.9 }, accumulate((t) => -rate * gathered(t, 0.9))],
  [
    { kind: 'nesterov', momentum: 0.9 },
    accumulate((t) => -rate * (0.9 * gathered(t, 0.9) + gradients[t]!)),
  ],
  [
    { kind: 'rmsprop', rho: 0.8, epsilon },
    accumulate(
      (t) => (-rate * gradients[t]!) / Math.sqrt(0.2 * gathered(t, 0.8, square) + epsilon),
    ),
  ],
  [
    { kind: 'adam', beta1: 0.8, beta2: 0.95, epsilon },
    accumulate((t) => adamChange(t, 0.8, 0.95, epsilon)),
  ],
  [
    { kind: 'adamw', beta1: 0.8, beta2: 0.95, epsilon, weightDecay: 0.1 },
    decayed((t) => adamChange(t, 0.8, 0.95, epsilon), 0.1),
  ],
];

describe('optimizers', () => {
  it.each(cases)('take ten steps as their closed form says: $kind', (optimizer, expected) => {
    run(optimizer).forEach((weight, t) => expect(weight).toBeCloseTo(expected[t]!, 5));
  });

  it('take the steps worked by hand', () => {
    // 1 - 0.1·0.5; then 0.95 + 0.1·0.25
    expect(run({ kind: 'sgd' })[1]).toBeCloseTo(0.975, 6);
    // v = -0.05; then v = 0.9·(-0.05) + 0.025 = -0.02
    expect(run({ kind: 'momentum', momentum: 0.9 })[1]).toBeCloseTo(0.93, 6);
    // 1 - 0.045 - 0.05 = 0.905; then 0.905 + 0.9·(-0.02) + 0.025
    expect(run({ kind: 'nesterov', momentum: 0.9 })[1]).toBeCloseTo(0.912, 6);
    // v = 0.1·0.25 = 0.025; 0.1·0.5 / √0.025 = 0.3162278
    expect(run({ kind: 'rmsprop', rho: 0.9, epsilon: 1e-12 })[0]).toBeCloseTo(0.6837722, 6);
    // Adam's first step is the rate itself, whatever the gradient's size.
    const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-12 };
    expect(run({ kind: 'adam', ...adam })[0]).toBeCloseTo(0.9, 6);
    // The decay comes first: 1 - 0.1·0.5·1, then the step.
    expect(run({ kind: 'adamw', ...adam, weightDecay: 0.5 })[0]).toBeCloseTo(0.85, 6);
  });

  it('go on from their state to the same bits, and refuse a state that lacks a tensor', () => {
    const optimizer: Optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    const weight = { name: '1/kernel', shape: [2], values: Float32Array.of(1, -1) };
    const first = new PortableOptimizer(optimizer, [weight]);
    first.apply(weight, Float32Array.of(0.3, -0.7), rate, 1);
    const state = first.state();
    const copy = { ...weight, values: weight.values.slice() };
    const second = new PortableOptimizer(optimizer, [copy], state);
    first.apply(weight, Float32Array.of(-0.1, 0.2), rate, 2);
    second.apply(copy, Float32Array.of(-0.1, 0.2), rate, 2);
    expect(copy.values).toEqual(weight.values);
    expect(state.map(({ name }) => name)).toEqual(['1/kernel/m', '1/kernel/v']);
    expect(() => new PortableOptimizer(optimizer, [copy], state.slice(1))).toThrow('1/kernel/m');
  });
});
