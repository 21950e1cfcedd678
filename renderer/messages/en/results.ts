export const results = {
  title: 'Results',
  lead: 'Ten numbers for each picture: the probability of each class. The highest is the answer, and it can be wrong.',
  run: 'Trained network',
  loading: 'The network is answering all validation pictures…',
  views: { pictures: 'Four pictures', matrix: 'Confusion matrix', mistakes: 'Mistakes' },
  view: 'View',
  none: 'There is no trained network yet',
  noneText: 'Results appear here as soon as a network has been trained.',
  toTraining: 'To training',

  others: 'Four others',
  which: 'Pictures',
  whichOptions: { any: 'Any', right: 'Right answers', wrong: 'Wrong answers' },
  picture: (index: string) => `Validation picture ${index}`,
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
  },
};
