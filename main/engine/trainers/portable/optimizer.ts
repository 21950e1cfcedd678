import { MebaeError, type Optimizer } from '../../../../preload/contract.ts';
import type { NamedTensor } from '../trainer.ts';

/** One step on one weight tensor: changes `w` and the slots in place from the gradient `g`. */
type Update = (w: Float32Array, g: Float32Array, rate: number, slots: Float32Array[]) => void;

interface Method {
  /** The optimizer's own variables, one of the weight's shape each, zero at first. */
  slots: string[];
  /** The update of step `t`, from 1. */
  update(t: number): Update;
}

/** v ← μv - ηg; w ← w + v, or from where v leads: w ← w + μv - ηg (Sutskever et al., 2013). */
function momentum(mu: number, nesterov: boolean): Method {
  return {
    slots: ['m'],
    update:
      () =>
      (w, g, rate, [m]) => {
        for (let i = 0; i < w.length; i += 1) {
          const v = mu * m![i]! - rate * g[i]!;
          m![i] = v;
          w[i]! += nesterov ? mu * v - rate * g[i]! : v;
        }
      },
  };
}

/**
 * v ← ρv + (1-ρ)g²; m ← ηg / √(v + ε); w ← w - m (Hinton, 2012; ε inside the root as Keras has it).
 * The step m is kept although nothing reads it: native's checkpoints hold it, and either engine
 * goes on from the other's.
 */
function rmsprop(rho: number, epsilon: number): Method {
  return {
    slots: ['v', 'm'],
    update:
      () =>
      (w, g, rate, [v, m]) => {
        for (let i = 0; i < w.length; i += 1) {
          const square = rho * v![i]! + (1 - rho) * g[i]! * g[i]!;
          const change = (rate * g[i]!) / Math.sqrt(square + epsilon);
          v![i] = square;
          m![i] = change;
          w[i]! -= change;
        }
      },
  };
}

/**
 * m ← β₁m + (1-β₁)g; v ← β₂v + (1-β₂)g²; w ← w - η √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε)
 * (Kingma, Ba, 2015, end of section 2: this ε is their ε̂, and Keras's). AdamW first shrinks
 * w ← w - ηλw (Loshchilov, Hutter, 2019).
 */
function adam(beta1: number, beta2: number, epsilon: number, weightDecay = 0): Method {
  return {
    slots: ['m', 'v'],
    update: (t) => {
      const correction = Math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t);
      return (w, g, rate, [m, v]) => {
        const kept = 1 - rate * weightDecay;
        for (let i = 0; i < w.length; i += 1) {
          const mean = beta1 * m![i]! + (1 - beta1) * g[i]!;
          const square = beta2 * v![i]! + (1 - beta2) * g[i]! * g[i]!;
          m![i] = mean;
          v![i] = square;
          w[i] = kept * w[i]! - (rate * correction * mean) / (Math.sqrt(square) + epsilon);
        }
      };
    },
  };
}

function methodOf(optimizer: Optimizer): Method {
  switch (optimizer.kind) {
    case 'sgd':
      return {
        slots: [],
        update: () => (w, g, rate) => {
          for (let i = 0; i < w.length; i += 1) w[i]! -= rate * g[i]!;
        },
      };
    case 'momentum':
    case 'nesterov':
      return momentum(optimizer.momentum, optimizer.kind === 'nesterov');
    case 'rmsprop':
      return rmsprop(optimizer.rho, optimizer.epsilon);
    case 'adam':
      return adam(optimizer.beta1, optimizer.beta2, optimizer.epsilon);
    case 'adamw':
      return adam(optimizer.beta1, optimizer.beta2, optimizer.epsilon, optimizer.weightDecay);
  }
}

/**
 * The optimizers of Keras, on plain arrays: on weights of this size a loop of JavaScript is faster
 * than ten tensor operations each with a result of its own.
 */
export class PortableOptimizer {
  readonly #method: Method;
  readonly #slots = new Map<string, NamedTensor[]>();

  /** `weights`: the trainable ones. `resume`: what `state` gave; throws 'run-damaged' where it lacks a tensor. */
  constructor(optimizer: Optimizer, weights: readonly NamedTensor[], resume?: NamedTensor[]) {
    this.#method = methodOf(optimizer);
    for (const { name, shape, values } of weights) {
      const slots = this.#method.slots.map((slot) => {
        const slotName = `${name}/${slot}`;
        const kept = resume?.find((tensor) => tensor.name === slotName);
        if (resume && kept?.values.length !== values.length) {
          throw new MebaeError('run-damaged', `the checkpoint lacks ${slotName}`);
        }
        return {
          name: slotName,
          shape,
          values: Float32Array.from(kept?.values ?? values.map(() => 0)),
        };
      });
      this.#slots.set(name, slots);
    }
  }

  /** Changes `weight` in place by its gradient, as step `step` (from 1) at learning rate `rate`. */
  apply(weight: NamedTensor, gradient: Float32Array, rate: number, step: number): void {
    const slots = this.#slots.get(weight.name) ?? [];
    const values = slots.map((slot) => slot.values);
    this.#method.update(step)(weight.values, gradient, rate, values);
  }

  /** Copies of the optimizer's variables: `<weight>/m`, `<weight>/v`. */
  state(): NamedTensor[] {
    return [...this.#slots.values()]
      .flat()
      .map((slot) => ({ ...slot, values: slot.values.slice() }));
  }
}

/** √(Σ g²) over all gradients together, for clipping. */
export function globalNorm(gradients: Iterable<Float32Array>): number {
  let sum = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i += 1) sum += gradient[i]! * gradient[i]!;
  }
  return Math.sqrt(sum);
}
