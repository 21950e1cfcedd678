import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import type { StepIdentity } from './layer.ts';
import { softmaxCrossEntropy, type BatchLoss } from './loss.ts';
import type { PortableNetwork } from './network.ts';
import { globalNorm } from './optimizer.ts';
import { pictureTensor, type Batch } from './pictures.ts';
import { tf } from './tfjs.ts';

export interface BatchGradients extends Pick<BatchLoss, 'lossSum' | 'correct'> {
  /** By weight name; that of the mean loss with the L2 penalty, clipped where the settings say so. */
  gradients: Map<string, Float32Array>;
}

/**
 * One training pass of a batch: loss, gradients, and the moving averages brought up to date. The
 * loss is reported without the penalty: it compares with the validation loss.
 */
export function batchGradients(
  network: PortableNetwork,
  { input, classes }: NetworkSpec,
  train: Pick<TrainSpec, 'l2' | 'clipNorm' | 'classWeights'>,
  { values, labels }: Batch,
  identity: StepIdentity,
): BatchGradients {
  const gradients = new Map<string, Float32Array>();
  let loss = { lossSum: 0, correct: 0 };
  tf.tidy(() => {
    const run = network.forward(pictureTensor(values, input), identity);
    const logits = run.logits.dataSync() as Float32Array;
    const { gradient, ...sums } = softmaxCrossEntropy(logits, labels, classes, train.classWeights);
    loss = sums;
    // Read before tidy's end, and not returned from it: it would walk through every number.
    for (const [name, tensor] of network.backward(run, tf.tensor(gradient, run.logits.shape))) {
      gradients.set(name, tensor.dataSync() as Float32Array);
    }
    network.track(run);
  });
  if (train.l2 > 0) addPenalty(network, train.l2, gradients);
  if (train.clipNorm !== null) clip(gradients, train.clipNorm);
  return { ...loss, gradients };
}

/** d(λ Σ w²)/dw = 2λw, over kernels alone, as Keras's kernel_regularizer. */
function addPenalty(network: PortableNetwork, l2: number, gradients: Map<string, Float32Array>) {
  for (const { name, values } of network.trainable) {
    const gradient = gradients.get(name);
    if (!gradient || !name.endsWith('/kernel')) continue;
    for (let i = 0; i < values.length; i += 1) gradient[i]! += 2 * l2 * values[i]!;
  }
}

/** Scales all gradients together down to a global norm of `limit` (Pascanu et al., 2013; Keras's global_clipnorm). */
function clip(gradients: Map<string, Float32Array>, limit: number) {
  const factor = limit / Math.max(globalNorm(gradients.values()), limit);
  if (factor === 1) return;
  for (const gradient of gradients.values()) {
    for (let i = 0; i < gradient.length; i += 1) gradient[i]! *= factor;
  }
}
