import type { Activation, Layer } from '../../../preload/contract.ts';
import type { ProblemCode } from '../../../main/engine/network/checks.ts';

type Values = Record<string, string>;

export const network = {
  title: 'Network',
  lead: 'Numbers go in on the left and flow one way, layer by layer, to the right. The unit of the last layer with the highest activation is the answer.',
  side: 'Parameters',
  undo: 'Undo',
  redo: 'Redo',
  diagram: (line: string) => `Diagram of the network: ${line} units from input to output.`,

  layer: 'Layer',
  layers: {
    flatten: 'Flatten',
    dense: 'Dense',
    conv2d: 'Conv2D',
    maxPool: 'Max pooling',
    averagePool: 'Average pooling',
    dropout: 'Dropout',
    batchNorm: 'Batch normalization',
  } satisfies Record<Layer['kind'], string>,
  activations: {
    relu: 'relu',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    linear: 'linear',
    leakyRelu: 'leaky relu',
    elu: 'elu',
    softmax: 'softmax',
  } satisfies Record<Activation, string>,
  input: 'Input',
  output: 'Output',
  inputText: (height: string, width: string, count: string) =>
    `${height} x ${width} = ${count} values`,
  flattenText: (count: string) => `puts the ${count} values in one row`,
  outputText: 'one unit for each class, together 1',
  units: 'Units',
  activation: 'Activation',
  filters: 'Filters',
  kernel: 'Kernel',
  stride: 'Stride',
  padding: 'Padding',
  paddings: { same: 'same', valid: 'valid' },
  size: 'Window',
  rate: 'Rate',
  add: 'Add a layer',
  addKind: (kind: string) => `Add ${kind}`,
  remove: (kind: string) => `Remove ${kind}`,
  left: 'Move towards the input',
  right: 'Move towards the output',
  grip: 'Drag to reorder',

  presets: 'Ready networks',
  presetNames: {
    none: 'No hidden layer',
    lecture: "The lecture's",
    two: 'Two hidden layers',
    convolutional: 'Convolutional',
  },
  table: 'Parameters: the numbers that training adjusts',
  tableColumns: { layer: 'Layer', shape: 'Output', parameters: 'Parameters' },
  total: 'Total',
  denseFormula: (inputs: string, units: string, biases: string) =>
    `${inputs} × ${units} weights + ${biases} biases`,
  convFormula: (kernel: string, channels: string, filters: string, biases: string) =>
    `${kernel} × ${kernel} × ${channels} × ${filters} weights + ${biases} biases`,
  trainNow: 'To training',
  whenTraining: 'The training under way keeps its own network. Changes count for the next one.',

  problems: {
    'needs-flatten': () => 'A dense layer takes a row of numbers: put Flatten before it.',
    'needs-image': () => 'This layer slides over a picture: put it before Flatten.',
    'window-too-large': (values: Values) =>
      `The window of ${values['size'] ?? ''} does not fit into ${values['height'] ?? ''} x ${values['width'] ?? ''}. Take a smaller one, or padding “same”.`,
    'softmax-inside': () => 'softmax belongs to the last layer only. Choose another activation.',
    'last-layer': (values: Values) =>
      `The last layer must be Dense with ${values['classes'] ?? ''} units and softmax, one for each class.`,
    'too-many-parameters': (values: Values) =>
      `${values['parameters'] ?? ''} parameters are too many for an ordinary PC (at most ${values['limit'] ?? ''}). Use fewer units.`,
  } satisfies Record<ProblemCode, (values: Values) => string>,

  explain: {
    title: 'Units and connections',
    unit: 'Each unit of a dense layer takes every number of the layer before, multiplies each by a weight, adds them up, adds its bias, and applies its activation function.',
    relu: 'relu passes positive sums on and turns negative ones into 0. softmax turns the last layer’s sums into probabilities.',
  },
};
