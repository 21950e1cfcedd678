import type { NetworkSpec } from '../../../preload/contract.ts';
import { Scope, type Graph } from './builder.ts';
import { wholeAndInParts } from './parts.ts';
import { inspectSignature, predictSignature, writeSignature } from './signatures.ts';
import { weightVariables } from './variables.ts';

/**
 * A trained network as a TensorFlow graph that only answers:
 *
 *   writeWeights   every weight by its name
 *   predict/1, …   `bytes`: pictures as one string, `parts`: how many in each part → `probabilities` [pictures, classes]
 *   inspect        `bytes`: one picture → every layer's output, `layer0`, `layer1`, …, and `logits`
 */
export function answeringGraph(network: NetworkSpec, parts: number): Graph {
  const scope = new Scope();
  const weights = weightVariables(network);
  return {
    scope,
    signatures: {
      writeWeights: writeSignature(scope, weights),
      ...wholeAndInParts('predict', parts, (count) =>
        predictSignature(scope, network, weights, count),
      ),
      inspect: inspectSignature(scope, network, weights),
    },
  };
}
