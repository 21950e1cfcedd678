import os from 'node:os';
import { MebaeError, type NetworkSpec, type TrainSpec } from '../../../preload/contract.ts';
import { picturesAtOnce } from '../graph/accumulation.ts';
import { optimizerRule } from '../graph/optimizers/index.ts';
import { countParameters } from '../network/parameters.ts';
import { inputShape, outputShapes, sizeOf } from '../network/shapes.ts';
import { answerBatch } from '../trainers/native-answers.ts';

const float32Bytes = 4;

/**
 * Bytes that a training takes at its peak, over those of the idle engine, from the specs alone:
 *
 * - weights, gradients and the optimizer's variables, and twice the weights and variables again while
 *   a checkpoint is written (the last state, and the file);
 * - the gradients' sums, where a step is trained in pieces;
 * - each layer's output, for the training batch twice (forward, gradient) and for the validation
 *   batch once; convolutions unfold their input into a patch for each position at worst (im2col);
 * - the data: as read, as handed over, and as TensorFlow keeps it.
 */
export function estimateTrainingMemory(
  network: NetworkSpec,
  train: TrainSpec,
  dataBytes: number,
): number {
  const parameters = countParameters(network);
  const kept = parameters * (1 + optimizerRule(train.optimizer).slots.length);
  const sums = picturesAtOnce(network, train) < train.batchSize ? parameters : 0;
  const numbers =
    parameters +
    sums +
    3 * kept +
    activations(network) * Math.max(2 * train.batchSize, answerBatch(network)) +
    largestUnfolding(network) * train.batchSize;
  return numbers * float32Bytes + 3 * dataBytes;
}

/** Bytes that one picture's answer takes, with the network's weights. */
export function estimateAnswerMemory(network: NetworkSpec): number {
  const numbers = 2 * countParameters(network) + activations(network) + largestUnfolding(network);
  return numbers * float32Bytes;
}

/** @throws MebaeError not-enough-memory with `needed` and `available` in megabytes */
export function requireMemory(needed: number, available: number): void {
  if (needed <= available) return;
  const values = { needed: megabytes(needed), available: megabytes(available) };
  throw new MebaeError(
    'not-enough-memory',
    `needs ${values.needed} MB, ${values.available} MB are free`,
    values,
  );
}

/**
 * Bytes that programs may still take. macOS calls memory that merely caches files occupied, so there
 * half of what is built in counts as available at least.
 */
export function availableMemory(): number {
  const free = os.freemem();
  return process.platform === 'darwin' ? Math.max(free, os.totalmem() / 2) : free;
}

function activations(network: NetworkSpec): number {
  const shapes = [inputShape(network), ...outputShapes(network)];
  return shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
}

function largestUnfolding(network: NetworkSpec): number {
  const shapes = [inputShape(network), ...outputShapes(network)];
  return network.layers.reduce((largest, layer, index) => {
    if (layer.kind !== 'conv2d') return largest;
    const channels = shapes[index]?.at(-1) ?? 0;
    const positions = sizeOf((shapes[index + 1] ?? []).slice(0, 2));
    return Math.max(largest, positions * layer.kernel ** 2 * channels);
  }, 0);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
