export const results = {
  title: 'Results',
  lead: 'Ten probabilities for each picture. The highest is the answer, and it can be wrong.',
  run: 'Trained network',
  loading: 'The network is answering all validation pictures…',
  views: {
    pictures: 'Four pictures',
    matrix: 'Confusion matrix',
    mistakes: 'Mistakes',
    compare: 'Two runs',
  },
  view: 'View',
  none: 'There is no trained network yet',
  noneText: 'Results appear here as soon as a network has been trained.',
  toTraining: 'To training',

  others: 'Four others',
  which: 'Pictures',
  whichOptions: { any: 'Any', right: 'Right answers', wrong: 'Wrong answers' },
  picture: (index: string) => `Validation picture ${index}`,
  inside: 'Numbers and activations',
  insideOf: (picture: string) => `${picture}: its numbers and activations`,
  backTo: 'Back',
  pixels: (count: string) => `The ${count} numbers that come in (0 to 255)`,
  layerTitle: (layer: string, kind: string, shape: string) => `Layer ${layer}: ${kind}, ${shape}`,
  stripWords: (active: string, all: string, strongest: string, value: string) =>
    `${active} of ${all} units active; strongest: unit ${strongest} (${value})`,
  stripMaps: (maps: string, shown: string) => `${shown} of ${maps} filters, each as a picture`,
  unitValue: (unit: string, value: string) => `Unit ${unit}: ${value}`,
  table: 'As a table',
  unit: 'Unit',
  filter: 'Filter',
  activation: 'Activation',
  mean: 'Mean',
  strongest: 'Highest',
  lastLayer: 'Last layer: a probability for each class',

  compareWith: 'Compare with',
  nothingToCompare:
    'Train the same network on another dataset, then compare: what is harder, and why?',
  trainOther: (dataset: string) => `Train on ${dataset}`,
  matrixOf: (name: string) => `Confusion matrix of ${name}`,
  figures: (accuracy: string, wrong: string) => `${accuracy} right, ${wrong} mistakes`,
  harder: (harder: string, low: string, easier: string, high: string) =>
    `${harder} is harder: ${low} right against ${high} of ${easier}.`,
  better: (better: string, high: string, other: string, low: string) =>
    `${better} does better: ${high} right against ${low} of ${other}.`,
  unlike:
    'Their networks, or the numbers of their training pictures, are not the same: that makes a difference too.',
  same: (share: string) => `Both are right equally often: ${share}.`,
  confused: (name: string, one: string, other: string, count: string, share: string) =>
    `${name}: ${one} and ${other} are confused most, ${count} times (${share} of its mistakes).`,
  noMistakes: (name: string) => `${name}: no mistakes.`,
  right: (answer: string, share: string) => `${answer}, ${share} sure. Right.`,
  wrong: (answer: string, share: string, truth: string) =>
    `${answer}, ${share} sure. Wrong: it is ${truth}.`,
  fewer: 'There are no such pictures.',

  accuracy: 'Accuracy on the validation data',
  counts: (right: string, all: string) => `${right} of ${all} right`,
  perClass: 'Accuracy of each class',
  matrixTitle: 'Rows: the right class. Columns: the answer. Off the diagonal are the mistakes.',
  actual: 'Right class',
  predicted: 'Answer',
  cell: (count: string, truth: string, answer: string) =>
    `${count} pictures of ${truth} were taken for ${answer}`,
  cellTitle: (count: string, truth: string, answer: string) =>
    `${truth} taken for ${answer}: ${count}`,
  cellRight: (count: string, truth: string) => `${truth} recognised: ${count}`,
  chooseCell: 'Choose a cell to see its pictures.',
  mistakesTitle: (count: string) => `${count} mistakes, the surest first`,
  mistake: (truth: string, answer: string, share: string) =>
    `${truth}, taken for ${answer} (${share} sure)`,
  more: (count: string) => `Show ${count} more`,
  back: 'Back',

  explain: {
    title: 'How to read this',
    bars: 'The bars show the activation of the last layer’s units. Blue with a tick: right. Red with a cross: wrong; the right class is underlined.',
    matrix:
      'Two classes that look alike meet off the diagonal. Click a number to see the very pictures.',
    moment: 'The slider under the pictures puts every answer back to an earlier epoch.',
    inside:
      'Each layer turns the numbers of the one before into its own activations: the darker, the more active. The last layer’s are the probabilities.',
    compare:
      'The same network learns both, so the data make the difference: classes that look alike meet there.',
  },
};
