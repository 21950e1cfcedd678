import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { firstKernelInfo } from '../network/parameters.ts';
import {
  accumulateSignature,
  beginStepSignature,
  moveWeightsSignature,
  picturesAtOnce,
} from './accumulation.ts';
import { trainingParts } from './blocks.ts';
import { Scope, type Graph, type Signature } from './builder.ts';
import { optimizerRule } from './optimizers/index.ts';
import { wholeAndInParts } from './parts.ts';
import {
  evaluateSignature,
  inspectSignature,
  loadSignature,
  predictSignature,
  readSignature,
  writeSignature,
} from './signatures.ts';
import { trainingLoop } from './training-loop.ts';
import type { StepOptions } from './training-step.ts';
import { labelledVariables, slotVariables, slotsByName, weightVariables } from './variables.ts';

export interface TrainingGraphOptions {
  network: NetworkSpec;
  train: TrainSpec;
  /** Pictures to train with, and to validate with. */
  trainingCount: number;
  validationCount: number;
  /** Into how many parts a batch is cut, for as many threads. */
  parts: number;
}

/**
 * A network, its pictures and its optimizer as one TensorFlow graph. Its signatures share one
 * session, and so the variables:
 *
 *   loadTraining, loadValidation   `images`, `labels`: bytes as one string each
 *   writeWeights, readWeights      every weight by its name
 *   writeOptimizer, readOptimizer  the optimizer's variables, `<weight>/<slot>`; where it has any
 *   train/1, train/<parts>         some steps; see training-loop.ts, and trainingParts for how many parts
 *   beginStep, accumulate/1, …, moveWeights   in their place for large steps; see accumulation.ts
 *   evaluate/1, …                  `start`, `parts` → `lossSum`, `correct` over validation pictures
 *   predict/1, …                   `bytes` as one string, `parts` → `probabilities` [pictures, classes]
 *   inspect                        `bytes` of one picture → every layer's output, and `logits`
 *   readFirstKernel                the first kernel by its name
 */
export function trainingGraph(options: TrainingGraphOptions): Graph {
  const { network, train, trainingCount, validationCount, parts } = options;
  const scope = new Scope();
  const weights = weightVariables(network, parts);
  const first = firstKernelInfo(network).name;
  const optimizer = optimizerRule(train.optimizer);
  const slots = slotVariables(network, optimizer.slots, parts);
  const training = labelledVariables('training', network, trainingCount);
  const validation = labelledVariables('validation', network, validationCount);
  const state = slotsByName(slots, optimizer.slots);
  const step = { network, train, optimizer, weights, slots, training };
  return {
    scope,
    signatures: {
      loadTraining: loadSignature(scope, 'training', training),
      loadValidation: loadSignature(scope, 'validation', validation),
      writeWeights: writeSignature(scope, weights),
      readWeights: readSignature(scope, weights),
      ...(state.size > 0 && {
        writeOptimizer: writeSignature(scope, state),
        readOptimizer: readSignature(scope, state),
      }),
      ...trainingSignatures(scope, { ...step, parts }),
      ...wholeAndInParts('evaluate', parts, (count) =>
        evaluateSignature(scope, network, weights, count, validation),
      ),
      ...wholeAndInParts('predict', parts, (count) =>
        predictSignature(scope, network, weights, count),
      ),
      inspect: inspectSignature(scope, network, weights),
      readFirstKernel: readSignature(scope, new Map([[first, weights.get(first)!]])),
    },
  };
}

/** Steps in a run, or, where a single step takes long, a step in several runs. */
function trainingSignatures(scope: Scope, options: StepOptions): Record<string, Signature> {
  const { network, train, parts } = options;
  if (picturesAtOnce(network, train) < train.batchSize) {
    return {
      beginStep: beginStepSignature(scope, options),
      ...wholeAndInParts('accumulate', parts, (count) =>
        accumulateSignature(scope, { ...options, parts: count }),
      ),
      moveWeights: moveWeightsSignature(scope, options),
    };
  }
  return wholeAndInParts('train', trainingParts(network, train, parts), (count) =>
    trainingLoop(scope, { ...options, parts: count }),
  );
}
