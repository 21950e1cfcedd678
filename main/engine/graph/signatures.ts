import type { NetworkSpec } from '../../../preload/contract.ts';
import { assignWhole, readWhole, shapeInBlocks, type Blocks } from './blocks.ts';
import type { Operation, Scope, Signature, Tensor, Variable } from './builder.ts';
import { answers, crossEntropy, figures } from './loss.ts';
import { forwards, picturesFromBytes, type NetworkNodes } from './network-nodes.ts';
import * as operations from './operations/index.ts';
import { inParts, whole, type Parts } from './parts.ts';
import type { LabelledVariables } from './variables.ts';

type Weights = ReadonlyMap<string, Blocks<Variable>>;

/** An output for signatures that are run for what they change. */
export function done(scope: Scope, after: readonly Operation[]): Record<string, Tensor> {
  return { done: operations.identity(scope, operations.float32(scope, 1), after) };
}

/** Sets each variable from a float32 tensor under its key. */
export function writeSignature(scope: Scope, variables: Weights): Signature {
  const inputs: Record<string, Tensor> = {};
  const assignments: Operation[] = [];
  for (const [key, blocks] of variables) {
    const { name, type } = blocks[0]!;
    const value = operations.placeholder(scope, `write/${name}`, type, shapeInBlocks(blocks));
    inputs[key] = value;
    // tfjs-node lends JavaScript's memory to TensorFlow where it is aligned as TensorFlow wants it, and
    // takes it back with V8's functions on the thread that drops it last. A variable that kept it would
    // drop it in its first step, on one of TensorFlow's threads: V8's heap is broken from there on.
    assignments.push(...assignWhole(scope, blocks, operations.deepCopy(scope, value)));
  }
  return { inputs, outputs: done(scope, assignments) };
}

/** Gives each variable's value under its key. */
export function readSignature(scope: Scope, variables: Weights): Signature {
  return { inputs: {}, outputs: Object.fromEntries(readAll(scope, variables)) };
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

/** Summed loss and right answers over the pictures from `start` on, as many as `parts` [parts] says together. */
export function evaluateSignature(
  scope: Scope,
  network: NetworkSpec,
  weights: Weights,
  parts: number,
  { images, labels }: LabelledVariables,
): Signature {
  const start = operations.placeholder(scope, `evaluate/${parts}/start`, 'int32', []);
  const sizes = operations.placeholder(scope, `evaluate/${parts}/parts`, 'int32', [parts]);
  const count = operations.sum(scope, sizes, [0]);
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
  const pictures = inParts(scope, part(images), sizes, parts);
  const logits = whole(scope, networkOn(scope, network, weights, pictures).logits);
  const labelsOfPart = part(labels);
  const { losses } = crossEntropy(scope, logits, labelsOfPart, operations.float32(scope, 1), null);
  return {
    inputs: { start, parts: sizes },
    outputs: figures(scope, { losses, answers: answers(scope, logits), labels: labelsOfPart }),
  };
}

/** Probabilities [pictures, classes] of the pictures in one string of bytes, as many as `parts` [parts] says. */
export function predictSignature(
  scope: Scope,
  network: NetworkSpec,
  weights: Weights,
  parts: number,
): Signature {
  const bytes = bytesPlaceholder(scope, `predict/${parts}`);
  const sizes = operations.placeholder(scope, `predict/${parts}/parts`, 'int32', [parts]);
  const pictures = inParts(scope, rowsOf(scope, network, bytes), sizes, parts);
  const { logits } = networkOn(scope, network, weights, pictures);
  return {
    inputs: { bytes, parts: sizes },
    outputs: { probabilities: operations.softmax(scope, whole(scope, logits)) },
  };
}

/** Every layer's output, `layer<position>`, the last one's after its softmax; and before it, `logits`. */
export function inspectSignature(scope: Scope, network: NetworkSpec, weights: Weights): Signature {
  const bytes = bytesPlaceholder(scope, 'inspect');
  const { layers, logits: all } = networkOn(scope, network, weights, [
    rowsOf(scope, network, bytes),
  ]);
  const logits = whole(scope, all);
  const values = layers.map(({ outputs }) => whole(scope, outputs));
  values[values.length - 1] = operations.softmax(scope, logits);
  return {
    inputs: { bytes },
    outputs: {
      logits,
      ...Object.fromEntries(
        // An identity each: two layers may share a tensor (dropout passes its input through).
        values.map((value, position) => [`layer${position}`, operations.identity(scope, value)]),
      ),
    },
  };
}

const readAll = (scope: Scope, variables: Weights) =>
  new Map([...variables].map(([key, blocks]) => [key, readWhole(scope, blocks)]));

const bytesPlaceholder = (scope: Scope, signature: string) =>
  operations.placeholder(scope, `${signature}/bytes`, 'string', [1]);

/** One string of bytes as pictures: [pictures, height · width · channels]. */
function rowsOf(scope: Scope, { input }: NetworkSpec, bytes: Tensor): Tensor {
  const pixels = operations.decodeRaw(scope, bytes, 'uint8');
  return operations.reshape(scope, pixels, [-1, input.height * input.width * input.channels]);
}

function networkOn(
  scope: Scope,
  network: NetworkSpec,
  weights: Weights,
  bytes: Parts,
): NetworkNodes {
  const pictures = bytes.map((part) => picturesFromBytes(scope, network, part));
  const values = readAll(scope, weights);
  return forwards(scope, network, pictures, (name) => [values.get(name)!]);
}
