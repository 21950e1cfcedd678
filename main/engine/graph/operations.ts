/**
 * The operations of TensorFlow that Mebae's graphs are made of, all there since TensorFlow 2.4. Each
 * function adds one node; inputs, attributes and output names are those of the operation's
 * definition (https://www.tensorflow.org/api_docs/python/tf/raw_ops).
 */
import {
  callee,
  flag,
  float,
  integer,
  integers,
  shape,
  tensorValue,
  text,
  type,
  types,
  type Attributes,
} from './attributes.ts';
import type { GraphFunction, Operation, Scope, Tensor, Variable } from './builder.ts';
import type { DataType } from './proto/messages.ts';

/** An operation with one output. */
function single(
  scope: Scope,
  op: string,
  inputs: readonly Tensor[],
  attributes: Attributes,
  argument = 'output',
  outputType: DataType = inputs[0]!.type,
  options: { name?: string; after?: readonly Operation[] } = {},
): Tensor {
  return scope.add(op, inputs, attributes, [{ argument, type: outputType }], options).outputs[0]!;
}

const T = (tensor: Tensor): Attributes => ({ T: type(tensor.type) });

// Values

export const placeholder = (
  scope: Scope,
  name: string,
  of: DataType,
  dimensions: readonly number[],
) =>
  single(scope, 'Placeholder', [], { dtype: type(of), shape: shape(dimensions) }, 'output', of, {
    name,
  });

export function constant(
  scope: Scope,
  values: Float32Array | Int32Array,
  dimensions: readonly number[] = [],
): Tensor {
  const of = values instanceof Float32Array ? 'float32' : 'int32';
  const value = tensorValue(values, dimensions);
  return single(scope, 'Const', [], { dtype: type(of), value }, 'output', of);
}
export const float32 = (scope: Scope, value: number) => constant(scope, Float32Array.of(value));
export const int32 = (scope: Scope, value: number) => constant(scope, Int32Array.of(value));
/** A list of whole numbers, such as a shape. */
export const int32s = (scope: Scope, values: readonly number[]) =>
  constant(scope, Int32Array.from(values), [values.length]);

/** The same value, once the operations `after` have run. */
export const identity = (scope: Scope, value: Tensor, after: readonly Operation[] = []) =>
  single(scope, 'Identity', [value], T(value), 'output', value.type, { after });

// Variables

const variableAttributes = ({ name, type: of, shape: dimensions }: Variable): Attributes => ({
  dtype: type(of),
  shape: shape(dimensions),
  shared_name: text(name),
  container: text(''),
});

const handle = (scope: Scope, variable: Variable) =>
  scope.handle(variable, () =>
    single(scope, 'VarHandleOp', [], variableAttributes(variable), 'resource', 'resource'),
  );

export const read = (scope: Scope, variable: Variable, after: readonly Operation[] = []) =>
  single(
    scope,
    'ReadVariableOp',
    [handle(scope, variable)],
    { dtype: type(variable.type) },
    'value',
    variable.type,
    { after },
  );

/** Rows of a variable, picked by their numbers, without a copy of the whole. */
export const gatherRows = (scope: Scope, variable: Variable, rows: Tensor) =>
  single(
    scope,
    'ResourceGather',
    [handle(scope, variable), rows],
    { dtype: type(variable.type), Tindices: type(rows.type) },
    'output',
    variable.type,
  );

const update =
  (op: string) =>
  (scope: Scope, variable: Variable, value: Tensor, after: readonly Operation[] = []): Operation =>
    scope.add(op, [handle(scope, variable), value], { dtype: type(variable.type) }, [], { after });
export const assign = update('AssignVariableOp');
export const assignSubtract = update('AssignSubVariableOp');

/** One of TensorFlow's optimizer kernels: changes the variables in place. */
export function apply(
  scope: Scope,
  op: string,
  variables: readonly Variable[],
  scalarsAndGradient: readonly Tensor[],
  attributes: Attributes,
  after: readonly Operation[],
): Operation {
  const handles = variables.map((variable) => handle(scope, variable));
  const all = { T: type('float32'), use_locking: flag(false), ...attributes };
  return scope.add(op, [...handles, ...scalarsAndGradient], all, [], { after });
}

// Arithmetic, broadcasting as NumPy does

const binary = (op: string) => (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, op, [a, b], T(a), 'z', a.type);
export const add = binary('AddV2');
export const subtract = binary('Sub');
export const multiply = binary('Mul');
export const divide = binary('RealDiv');
export const maximum = binary('Maximum');
export const less = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'Less', [a, b], T(a), 'z', 'bool');
export const greaterEqual = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'GreaterEqual', [a, b], T(a), 'z', 'bool');
export const equal = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'Equal', [a, b], { ...T(a), incompatible_shape_error: flag(true) }, 'z', 'bool');

const unary = (op: string) => (scope: Scope, x: Tensor) => single(scope, op, [x], T(x), 'y');
export const squareRoot = unary('Sqrt');
export const sine = unary('Sin');
export const cosine = unary('Cos');

export const cast = (scope: Scope, x: Tensor, to: DataType) =>
  single(
    scope,
    'Cast',
    [x],
    { SrcT: type(x.type), DstT: type(to), Truncate: flag(false) },
    'y',
    to,
  );

/** Sum over `axes`, which fall away unless `keepAxes`. */
export const sum = (
  scope: Scope,
  x: Tensor,
  axes: readonly number[],
  { keepAxes = false }: { keepAxes?: boolean } = {},
) =>
  single(scope, 'Sum', [x, int32s(scope, axes)], {
    ...T(x),
    Tidx: type('int32'),
    keep_dims: flag(keepAxes),
  });
/** Half the sum of squares, a scalar. */
export const halfSquaredNorm = (scope: Scope, x: Tensor) => single(scope, 'L2Loss', [x], T(x));
export const sumOf = (scope: Scope, terms: readonly Tensor[]) =>
  single(scope, 'AddN', terms, { ...T(terms[0]!), N: integer(terms.length) }, 'sum');

export const argMax = (scope: Scope, x: Tensor, axis: number) =>
  single(
    scope,
    'ArgMax',
    [x, int32(scope, axis)],
    { ...T(x), Tidx: type('int32'), output_type: type('int32') },
    'output',
    'int32',
  );

// Shapes

export const reshape = (scope: Scope, x: Tensor, dimensions: readonly number[]) =>
  single(scope, 'Reshape', [x, int32s(scope, dimensions)], { ...T(x), Tshape: type('int32') });
export const shapeOf = (scope: Scope, x: Tensor) =>
  single(scope, 'Shape', [x], { ...T(x), out_type: type('int32') }, 'output', 'int32');
/** Row `index` (a scalar) of `x`, whose first axis falls away. */
export const row = (scope: Scope, x: Tensor, index: Tensor) => gather(scope, x, index);
/** Rows of `x`, picked by their numbers. */
export const gather = (scope: Scope, x: Tensor, rows: Tensor) =>
  single(
    scope,
    'GatherV2',
    [x, rows, int32(scope, 0)],
    {
      Tparams: type(x.type),
      Tindices: type(rows.type),
      Taxis: type('int32'),
      batch_dims: integer(0),
    },
    'output',
    x.type,
  );
/** `count` rows of `x` from `start` on; `start` and `sizes` are vectors of one number an axis. */
export const slice = (scope: Scope, x: Tensor, start: Tensor, sizes: Tensor) =>
  single(scope, 'Slice', [x, start, sizes], { ...T(x), Index: type('int32') });
/** Scalars (or tensors of one shape) side by side along a new axis. */
export const pack = (scope: Scope, parts: readonly Tensor[], axis = 0) =>
  single(scope, 'Pack', parts, { ...T(parts[0]!), N: integer(parts.length), axis: integer(axis) });
/** The `count` parts of `x` along `axis`, which falls away. */
export const unpack = (scope: Scope, x: Tensor, count: number, axis = 0): readonly Tensor[] =>
  scope.add('Unpack', [x], { ...T(x), num: integer(count), axis: integer(axis) }, [
    { argument: 'output', type: x.type, count },
  ]).outputs;
export const expandAxis = (scope: Scope, x: Tensor, axis: number) =>
  single(scope, 'ExpandDims', [x, int32(scope, axis)], { ...T(x), Tdim: type('int32') });

/** The bytes of a one-string tensor as numbers of type `to`, little-endian: [1, bytes / size of one]. */
export const decodeRaw = (scope: Scope, bytes: Tensor, to: DataType) =>
  single(
    scope,
    'DecodeRaw',
    [bytes],
    { out_type: type(to), little_endian: flag(true) },
    'output',
    to,
  );

// Random numbers without state: the same (shape, seed) gives the same numbers

/** Uniform in [0, 1); `seed` is two whole numbers. */
export const randomUniform = (scope: Scope, dimensions: Tensor, seed: Tensor) =>
  single(
    scope,
    'StatelessRandomUniform',
    [dimensions, seed],
    { T: type('int32'), Tseed: type('int32'), dtype: type('float32') },
    'output',
    'float32',
  );

// Control

/**
 * Runs `body` as long as `condition` holds; both take all of `state`, the body gives it anew.
 * `_lower_using_switch_merge` takes the body apart into the graph, without which neither grappler
 * nor oneDNN would reach inside it (a convolutional network then takes four times as long).
 */
export function whileLoop(
  scope: Scope,
  state: readonly Tensor[],
  condition: GraphFunction,
  body: GraphFunction,
): readonly Tensor[] {
  const stateTypes = state.map((tensor) => tensor.type);
  return scope.add(
    'While',
    state,
    {
      T: types(stateTypes),
      cond: callee(condition.name),
      body: callee(body.name),
      output_shapes: { list: { shape: [] } },
      parallel_iterations: integer(1),
      _lower_using_switch_merge: flag(true),
    },
    stateTypes.map((of) => ({ argument: 'output', type: of })),
  ).outputs;
}

// Layers

export const matrixProduct = (
  scope: Scope,
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
) =>
  single(
    scope,
    'MatMul',
    [a, b],
    { ...T(a), transpose_a: flag(transposeA), transpose_b: flag(transposeB) },
    'product',
  );
export const addBias = (scope: Scope, x: Tensor, bias: Tensor) =>
  single(scope, 'BiasAdd', [x, bias], { ...T(x), data_format: text('NHWC') });
/** The sum over all axes but the last. */
export const biasGradient = (scope: Scope, gradient: Tensor) =>
  single(scope, 'BiasAddGrad', [gradient], { ...T(gradient), data_format: text('NHWC') });

/** A square window that slides over height and width. */
export interface SlidingWindow {
  size: number;
  stride: number;
  padding: 'same' | 'valid';
}

const sliding = (x: Tensor, { stride, padding }: Omit<SlidingWindow, 'size'>): Attributes => ({
  ...T(x),
  strides: integers([1, stride, stride, 1]),
  padding: text(padding.toUpperCase()),
  // The only layout that TensorFlow's convolutions and pools know on a processor.
  data_format: text('NHWC'),
});
const convolving = (x: Tensor, window: Omit<SlidingWindow, 'size'>): Attributes => ({
  ...sliding(x, window),
  dilations: integers([1, 1, 1, 1]),
  explicit_paddings: integers([]),
  use_cudnn_on_gpu: flag(true),
});
export const convolution = (
  scope: Scope,
  x: Tensor,
  kernel: Tensor,
  window: Omit<SlidingWindow, 'size'>,
) => single(scope, 'Conv2D', [x, kernel], convolving(x, window));
export const convolutionKernelGradient = (
  scope: Scope,
  x: Tensor,
  kernelShape: readonly number[],
  gradient: Tensor,
  window: Omit<SlidingWindow, 'size'>,
) =>
  single(
    scope,
    'Conv2DBackpropFilter',
    [x, int32s(scope, kernelShape), gradient],
    convolving(x, window),
  );
export const convolutionInputGradient = (
  scope: Scope,
  inputShape: Tensor,
  kernel: Tensor,
  gradient: Tensor,
  window: Omit<SlidingWindow, 'size'>,
) =>
  single(
    scope,
    'Conv2DBackpropInput',
    [inputShape, kernel, gradient],
    convolving(gradient, window),
    'output',
    gradient.type,
  );

const pooling = (x: Tensor, window: SlidingWindow): Attributes => ({
  ...sliding(x, window),
  ksize: integers([1, window.size, window.size, 1]),
});
export const maxPool = (scope: Scope, x: Tensor, window: SlidingWindow) =>
  single(scope, 'MaxPool', [x], { ...pooling(x, window), explicit_paddings: integers([]) });
export const maxPoolGradient = (
  scope: Scope,
  x: Tensor,
  output: Tensor,
  gradient: Tensor,
  window: SlidingWindow,
) =>
  single(scope, 'MaxPoolGrad', [x, output, gradient], {
    ...pooling(x, window),
    explicit_paddings: integers([]),
  });
export const averagePool = (scope: Scope, x: Tensor, window: SlidingWindow) =>
  single(scope, 'AvgPool', [x], pooling(x, window));
export const averagePoolGradient = (
  scope: Scope,
  inputShape: Tensor,
  gradient: Tensor,
  window: SlidingWindow,
) =>
  single(
    scope,
    'AvgPoolGrad',
    [inputShape, gradient],
    pooling(gradient, window),
    'output',
    gradient.type,
  );

// Activations

const activation =
  (op: string, argument = 'activations', attributes: Attributes = {}) =>
  (scope: Scope, x: Tensor) =>
    single(scope, op, [x], { ...T(x), ...attributes }, argument);
const activationGradient =
  (op: string, argument = 'backprops', attributes: Attributes = {}) =>
  (scope: Scope, a: Tensor, b: Tensor) =>
    single(scope, op, [a, b], { ...T(a), ...attributes }, argument);
export const relu = activation('Relu');
export const reluGradient = activationGradient('ReluGrad');
export const elu = activation('Elu');
export const eluGradient = activationGradient('EluGrad');
export const leakyRelu = (scope: Scope, x: Tensor, slope: number) =>
  activation('LeakyRelu', 'activations', { alpha: float(slope) })(scope, x);
export const leakyReluGradient = (scope: Scope, gradient: Tensor, signs: Tensor, slope: number) =>
  activationGradient('LeakyReluGrad', 'backprops', { alpha: float(slope) })(scope, gradient, signs);
export const sigmoid = activation('Sigmoid', 'y');
export const sigmoidGradient = activationGradient('SigmoidGrad', 'z');
export const tanh = activation('Tanh', 'y');
export const tanhGradient = activationGradient('TanhGrad', 'z');
export const softmax = activation('Softmax', 'softmax');

/** Each row's cross-entropy, and its gradient towards the logits, computed together. */
export function sparseSoftmaxCrossEntropy(scope: Scope, logits: Tensor, labels: Tensor) {
  const { outputs } = scope.add(
    'SparseSoftmaxCrossEntropyWithLogits',
    [logits, labels],
    { ...T(logits), Tlabels: type(labels.type) },
    [
      { argument: 'loss', type: logits.type },
      { argument: 'backprop', type: logits.type },
    ],
  );
  return { loss: outputs[0]!, gradient: outputs[1]! };
}

interface NormalizationSettings {
  epsilon: number;
  /** Normalizes by the batch's own mean and variance (those given must be empty), else by the given. */
  training: boolean;
}
const normalizing = (x: Tensor, { epsilon, training }: NormalizationSettings): Attributes => ({
  ...T(x),
  U: type('float32'),
  epsilon: float(epsilon),
  data_format: text('NHWC'),
  is_training: flag(training),
});
const float32Outputs = (...names: string[]) =>
  names.map((argument) => ({ argument, type: 'float32' as const }));

/**
 * `mean` and `variance` in the result are the batch's (divided by n): TensorFlow's kernels for
 * processors reserve them for the gradient. The output batch_variance is divided by n - 1 instead.
 */
export function normalizeBatch(
  scope: Scope,
  x: Tensor,
  scale: Tensor,
  offset: Tensor,
  mean: Tensor,
  variance: Tensor,
  settings: NormalizationSettings,
) {
  const { outputs } = scope.add(
    'FusedBatchNormV3',
    [x, scale, offset, mean, variance],
    { ...normalizing(x, settings), exponential_avg_factor: float(1) },
    float32Outputs(
      'y',
      'batch_mean',
      'batch_variance',
      'reserve_space_1',
      'reserve_space_2',
      'reserve_space_3',
    ),
  );
  const reserved = outputs.slice(3);
  return { y: outputs[0]!, mean: reserved[0]!, variance: reserved[1]!, reserved };
}
export function normalizeBatchGradient(
  scope: Scope,
  gradient: Tensor,
  x: Tensor,
  scale: Tensor,
  reserved: readonly Tensor[],
  settings: NormalizationSettings,
) {
  const { outputs } = scope.add(
    'FusedBatchNormGradV3',
    [gradient, x, scale, ...reserved],
    normalizing(x, settings),
    float32Outputs(
      'x_backprop',
      'scale_backprop',
      'offset_backprop',
      'reserve_space_4',
      'reserve_space_5',
    ),
  );
  return { input: outputs[0]!, scale: outputs[1]!, offset: outputs[2]! };
}

/** Writes `values` into row `index` (a scalar) of a variable. */
export const writeRow = (scope: Scope, variable: Variable, index: Tensor, values: Tensor) =>
  scope.add(
    'ResourceScatterUpdate',
    [handle(scope, variable), index, values],
    { dtype: type(variable.type), Tindices: type(index.type) },
    [],
  );

/**
 * Pictures seen through projective transforms [pictures, 8], bilinear, their edges repeated outwards.
 * `size`: height and width of what comes out.
 */
export const projectPictures = (scope: Scope, pictures: Tensor, transforms: Tensor, size: Tensor) =>
  single(
    scope,
    'ImageProjectiveTransformV3',
    [pictures, transforms, size, float32(scope, 0)],
    {
      dtype: type(pictures.type),
      interpolation: text('BILINEAR'),
      fill_mode: text('NEAREST'),
    },
    'transformed_images',
  );
/** Vectors one after another. */
export const concatenate = (scope: Scope, parts: readonly Tensor[]) =>
  single(scope, 'ConcatV2', [...parts, int32(scope, 0)], {
    ...T(parts[0]!),
    N: integer(parts.length),
    Tidx: type('int32'),
  });
/** Zeros of a shape known beforehand. */
export const fillWithZeros = (scope: Scope, dimensions: readonly number[]) =>
  single(
    scope,
    'Fill',
    [int32s(scope, dimensions), float32(scope, 0)],
    { T: type('float32'), index_type: type('int32') },
    'output',
    'float32',
  );
