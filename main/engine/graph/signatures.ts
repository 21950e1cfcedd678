import type { NetworkSpec } from '../../../preload/contract.ts';
import type { Operation, Scope, Signature, Tensor, Variable } from './builder.ts';
import { answers, crossEntropy, figures } from './loss.ts';
import { forwards, picturesFromBytes, type NetworkNodes } from './network-nodes.ts';
import * as operations from './operations/index.ts';
import type { LabelledVariables } from './variables.ts';

type Weights = ReadonlyMap<string, Variable>;

/** An output for signatures that are run for what they change. */
function done(scope: Scope, after: readonly Operation[]): Record<string, Tensor> {
  return { done: operations.identity(scope, operations.float32(scope, 1), after) };
}

/** Sets each variable from a float32 tensor under its key. */
export function writeSignature(scope: Scope, variables: Weights): Signature {
  const inputs: Record<string, Tensor> = {};
  const assignments: Operation[] = [];
  for (const [key, variable] of variables) {
    const value = operations.placeholder(
      scope,
      `write/${variable.name}`,
      variable.type,
      variable.shape,
    );
    inputs[key] = value;
    assignments.push(operations.assign(scope, variable, value));
  }
  return { inputs, outputs: done(scope, assignments) };
}

/** Gives each variable's value under its key. */
export function readSignature(scope: Scope, variables: Weights): Signature {
  const entries = [...variables].map(([key, variable]): [string, Tensor] => [
    key,
    operations.read(scope, variable),
  ]);
  return { inputs: {}, outputs: Object.fromEntries(entries) };
}

/** Sets pictures and labels from one string of bytes each: a byte a pixel and a byte a label. */
export function loadSignature(
  scope: Scope,
  name: string,
  { images, labels }: LabelledVariables,
): Signature {
  const imageBytes = operations.placeholder(scope, `${name}/imageBytes`, 'string', [1]);
  const labelBytes = operations.placeholder(scope, `${name}/labelBytes`, 'string', [1]);
  const pixels = operations.decodeRaw(scope, imageBytes, 'uint8');
  const classes = operations.cast(scope, operations.decodeRaw(scope, labelBytes, 'uint8'), 'int32');
  return {
    inputs: { images: imageBytes, labels: labelBytes },
    outputs: done(scope, [
      operations.assign(scope, images, operations.reshape(scope, pixels, images.shape)),
      operations.assign(scope, labels, operations.reshape(scope, classes, labels.shape)),
    ]),
  };
}

/** Summed loss and right answers over `count` pictures from `start` on. */
export function evaluateSignature(
  scope: Scope,
  network: NetworkSpec,
  weights: Weights,
  { images, labels }: LabelledVariables,
): Signature {
  const start = operations.placeholder(scope, 'evaluate/start', 'int32', []);
  const count = operations.placeholder(scope, 'evaluate/count', 'int32', []);
  const part = (variable: Variable) => {
    const zeros = variable.shape.slice(1).map(() => operations.int32(scope, 0));
    const rest = variable.shape.slice(1).map((size) => operations.int32(scope, size));
    return operations.slice(
      scope,
      operations.read(scope, variable),
      operations.pack(scope, [start, ...zeros]),
      operations.pack(scope, [count, ...rest]),
    );
  };
  const { logits } = networkOn(scope, network, weights, part(images));
  const labelsOfPart = part(labels);
  const { losses } = crossEntropy(scope, logits, labelsOfPart, operations.float32(scope, 1), null);
  return {
    inputs: { start, count },
    outputs: figures(scope, { losses, answers: answers(scope, logits), labels: labelsOfPart }),
  };
}

/** Probabilities [pictures, classes] of the pictures in one string of bytes. */
export function predictSignature(scope: Scope, network: NetworkSpec, weights: Weights): Signature {
  const { inputs, logits } = networkOnBytes(scope, 'predict', network, weights);
  return { inputs, outputs: { probabilities: operations.softmax(scope, logits) } };
}

/** Every layer's output, `layer<position>`, the last one's after its softmax; and before it, `logits`. */
export function inspectSignature(scope: Scope, network: NetworkSpec, weights: Weights): Signature {
  const { inputs, layers, logits } = networkOnBytes(scope, 'inspect', network, weights);
  const values = layers.map(({ output }) => output);
  values[values.length - 1] = operations.softmax(scope, logits);
  return {
    inputs,
    outputs: {
      logits,
      ...Object.fromEntries(
        // An identity each: two layers may share a tensor (dropout passes its input through).
        values.map((value, position) => [`layer${position}`, operations.identity(scope, value)]),
      ),
    },
  };
}

function networkOnBytes(scope: Scope, name: string, network: NetworkSpec, weights: Weights) {
  const { height, width, channels } = network.input;
  const bytes = operations.placeholder(scope, `${name}/bytes`, 'string', [1]);
  const pixels = operations.decodeRaw(scope, bytes, 'uint8');
  const rows = operations.reshape(scope, pixels, [-1, height * width * channels]);
  return { inputs: { bytes }, ...networkOn(scope, network, weights, rows) };
}

function networkOn(
  scope: Scope,
  network: NetworkSpec,
  weights: Weights,
  bytes: Tensor,
): NetworkNodes {
  const pictures = picturesFromBytes(scope, network, bytes);
  return forwards(scope, network, pictures, (name) => operations.read(scope, weights.get(name)!));
}
