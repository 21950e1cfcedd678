import type { Activation, Layer } from '../../../preload/contract.ts';
import type { ProblemCode } from '../../../main/engine/network/checks.ts';

type Values = Record<string, string>;

export const network = {
  title: 'Network',
  view: 'View',
  views: { build: 'Build', inside: 'Look inside', example: 'Example', program: 'Program' },
  leads: {
    build: 'Numbers flow from layer to layer. The highest activation at the end is the answer.',
    inside:
      'A picture flows through the trained network. The darker a unit, the higher its activation. Click a unit to see how it came to its number.',
    example:
      'Is it a horizontal, a diagonal or a vertical line? A network small enough to follow every number by hand.',
    program: 'The program that you did not have to write: this network and its training.',
  },
  sides: {
    build: 'Parameters',
    inside: 'Numbers',
    example: 'Numbers',
    program: 'Parameters',
  },
  board: 'Diagram',
  pull: 'Pull down for more units, push up for fewer',
  handle: (what: string, layer: string) => `${what} of layer ${layer}`,
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

  inside: {
    none: 'This network has not been trained yet',
    learning: 'This network has no weights to show yet',
    noneText: (line: string) =>
      `Activations come from trained weights. Train ${line} first, for one epoch at least, and come back.`,
    takeOver: (name: string) => `Take the network of “${name}”`,

    previous: 'The picture before',
    next: 'The next picture',
    among: 'Pictures',
    allPictures: 'All pictures',
    wrongOnes: 'Wrong answers',
    isClass: (number: string, name: string) => `No. ${number}: ${name}`,
    sample: (number: string, name: string) => `Validation picture ${number}, class ${name}`,
    drawn: 'Your picture',
    draw: 'Draw one',
    clear: 'Clear',
    backToSample: 'Back to the samples',
    paint:
      'Paint on the picture with the mouse; or move the brush by arrow keys and press Space to paint.',

    units: 'Units',
    unit: (layer: string, number: string) => `${layer}, unit ${number}`,
    channel: (layer: string, number: string) => `${layer}, channel ${number}`,
    outputUnit: (name: string) => `Output unit for ${name}`,
    withActivation: (unit: string, value: string) => `${unit}: activation ${value}`,
    unitNumber: (count: string) => `Unit (of ${count})`,
    channelNumber: (count: string) => `Channel (of ${count})`,
    toAnswer: 'Back to the answer',
    map: 'Activations of the channel',
    row: 'Row',
    column: 'Column',

    inputs: 'Inputs',
    weights: 'Weights',
    products: 'Input × weight',
    scale: 'From negative weights in blue over zero in white to positive ones in orange',
    termNumber: 'Input no.',
    product: (input: string, weight: string, product: string) =>
      `${input} × ${weight} = ${product}`,
    weighted: (count: string) => `Weighted sum of ${count} inputs`,
    bias: 'bias',
    sum: 'sum',
    activation: 'activation',
    softmaxUnit: (count: string) =>
      `softmax takes the sums of all ${count} units together: see the answer.`,
    otherFunctions: 'The same sum through other activation functions',
    strongest: 'The inputs that count most',
    input: 'Input',
    weight: 'Weight',
    productColumn: 'Product',
    rest: (count: string) => `the other ${count} together`,
    plot: (name: string, sum: string, value: string) => `${name} at the sum ${sum} is ${value}`,

    pool: {
      highest: (count: string) => `Passes on the highest of ${count} numbers:`,
      mean: (count: string) => `Passes on the mean of ${count} numbers:`,
    },
    normalize:
      'Brings the number to a common scale, with the mean and the variance that it had in training:',
    flatten: (number: string) => `Flatten only lays the numbers in a row. This is no. ${number}:`,
    dropout: 'Dropout changes nothing once training is over. The number passes through:',
    fromByte: (byte: string) => `The pixel’s value ${byte} (0 to 255), divided by 255.`,

    answerTitle: 'The answer',
    answer: (name: string, share: string) => `${name}, ${share} sure.`,
    right: (name: string, share: string) => `${name}, ${share} sure. Right.`,
    wrong: (name: string, share: string, truth: string) =>
      `${name}, ${share} sure. Wrong: it is ${truth}.`,
    softmaxCaption: 'From the sums of the last layer to probabilities',
    sumSymbol: 'Sum z',
    total: 'Total',
    lookAt: (name: string) => `Look at the unit for ${name}`,
    softmaxExample: (name: string, sum: string, power: string, total: string, share: string) =>
      `softmax, for ${name}: e to the power of ${sum} is ${power}; divided by the total ${total} it is ${share}.`,

    explain: {
      title: 'What you see',
      flow: 'The picture’s numbers enter on the left. Each layer takes the numbers of the one before, and the unit of the last layer with the highest activation is the answer.',
      softmax:
        'softmax turns the last layer’s sums into probabilities between 0 and 1 that add up to 1. A network can be sure and still be wrong.',
      unit: 'A unit multiplies each input by a weight, adds the products and its bias, and puts the sum through its activation function. Orange weights speak for it, blue ones against it.',
    },
  },

  example: {
    classes: ['0: horizontal', '1: diagonal', '2: vertical'],
    hidden: ['top row', 'bottom row', 'left column', 'right column'],
    picture: 'A picture of 2 x 2 pixels, white 0 and black 1',
    pixel: (number: number, value: string) => `Pixel ${number}: ${value}`,
    toggle: 'Click: white or black',
    field: (number: number) => `Pixel ${number}`,
    again: 'The lecture’s numbers',
    worked: 'All sums, worked out',
    unit: 'Unit',
    calculation: 'Weighted sum + bias',
    sum: 'Sum',
    activation: 'Activation',
  },

  program: {
    language: 'Program',
    listing: 'Listing',
    copy: 'Copy',
    copied: 'Copied.',
    explain: {
      title: 'What the program does',
      same: 'The same network with the same settings as in training, line by line: read the pictures, stack the layers, choose optimizer and loss, repeat for each epoch.',
      digits:
        'Accuracy comes out about the same, not to the last digit: the first weights and the order of the pictures are drawn at random.',
    },
  },
};
