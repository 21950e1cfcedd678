/** The views of the Train room beside the curves. */
export const trainViews = {
  view: 'View',
  views: { curves: 'Curves', watch: 'Watch', step: 'One step', data: 'Data' },

  moment: {
    label: 'Moment',
    before: 'before training',
    epoch: (epoch: string) => `epoch ${epoch}`,
    epochAccuracy: (epoch: string, accuracy: string) =>
      `epoch ${epoch}: ${accuracy} right (validation)`,
    now: 'now',
    toNow: 'To now',
  },

  watch: {
    weights: 'What the first layer looks for',
    weightsText: (shown: string, units: string) => `${shown} of ${units} units`,
    unit: (unit: string) => `Unit ${unit}`,
    scale: (limit: string) => `Blue: below 0 (−${limit}). White: 0. Orange: above 0 (${limit}).`,
    tooMany:
      'This layer has too many weights to follow while it trains; they show here afterwards.',
    answers: 'The same twelve validation pictures',
    answersRight: (right: string, all: string) => `${right} of ${all} right`,
    right: (answer: string, share: string) => `${answer}, ${share} sure: right`,
    wrong: (answer: string, share: string, truth: string) =>
      `${answer}, ${share} sure: wrong, it is ${truth}`,
    table: 'As a table',
    columns: { unit: 'Unit', lowest: 'Lowest', mean: 'Mean', highest: 'Highest' },
    noPictures: 'The pictures of this run’s dataset are not here, so only its weights are shown.',
    waiting: 'Start the training to watch the weights and the answers change.',
    loading: 'Fetching the weights…',
    explain: {
      title: 'Watching it learn',
      weights:
        'Each picture is one unit of the first layer: its weight for every pixel. Where it is orange, ink raises the unit’s sum; where blue, ink lowers it. Before training they are random.',
      answers:
        'The row below stays the same. The network never learns from these pictures, yet its answers get better: that is generalisation.',
      moment: 'Move the slider to go back to any epoch.',
    },
  },

  step: {
    from: 'Weights',
    fromOptions: { fresh: 'Before training', moment: 'Of the moment below' },
    next: 'Next',
    another: 'Next step',
    startOver: 'Start over',
    history: 'The steps so far',
    historyStep: 'Step',
    lossBefore: 'Loss before',
    lossAfter: 'Loss after',
    weightAfter: 'Weight after',
    upOn: 'It is raised: by the gradients of the steps before together with this one’s.',
    downOn: 'It is lowered: by the gradients of the steps before together with this one’s.',
    first: 'Show one step',
    doing: 'Taking one step…',
    stageNames: {
      pictures: 'Pictures',
      answers: 'Answers',
      error: 'Error',
      adjust: 'Weights',
      after: 'Afterwards',
    },
    stageTexts: {
      pictures: 'Eight training pictures go in.',
      answers: 'The network answers; its answers are compared with the right ones.',
      error: 'Each answer has an error. Their mean is the loss.',
      adjust: 'Every weight and bias is adjusted a little.',
      after: 'The same pictures once more: has the loss fallen?',
    },
    stages: {
      pictures: (count: string) =>
        `${count} training pictures go in. Beside each stands its right answer.`,
      answers: (right: string, count: string) =>
        `The network answers, and the answers are compared with the right ones: ${right} of ${count} are right.`,
      error: (loss: string) =>
        `From the probability of each right answer comes its error, −ln p. Their mean is the loss: ${loss}.`,
      adjust: (weights: string, rate: string) =>
        `All ${weights} weights and biases are adjusted a little so that the loss falls (learning rate ${rate}).`,
      after: (before: string, after: string) =>
        `The same pictures again with the adjusted weights: the loss went from ${before} to ${after}.`,
    },
    table: 'The pictures of this step',
    columns: {
      picture: 'Picture',
      truth: 'Right answer',
      answer: 'Answer',
      probability: 'p (right answer)',
      error: 'Error −ln p',
      after: 'p afterwards',
    },
    picture: (id: string) => `Training picture ${id}`,
    mean: 'Mean',
    layer: 'Layer',
    layerOption: (layer: string, inputs: string, units: string) => `${layer}: ${inputs} × ${units}`,
    unit: 'Unit',
    input: 'Input',
    weightsOf: (unit: string) => `Weights of unit ${unit}`,
    changeOf: 'Their change',
    choose: 'Click a weight in the picture.',
    weight: 'Weight',
    bias: 'Bias',
    before: 'Before',
    after: 'After',
    change: 'Change',
    up: 'Raising this weight lowers the error, so it is raised.',
    down: 'Raising this weight raises the error, so it is lowered.',
    none: 'This weight has no part in the error of these pictures, so it stays.',
    nothingKept:
      'Nothing of this is kept. Each step is a real one with the next pictures, on from the weights of the step before; the first starts from the weights chosen above.',
    explain: {
      title: 'One step in slow motion',
      step: 'Training is this one step, repeated: pictures in, answers compared with the right ones, error, weights and biases adjusted.',
      gradient:
        'For each weight the network computes which way the error would change if the weight were raised a little (the gradient). The weight then moves the other way.',
    },
  },

  samples: {
    training: 'Training data',
    validation: 'Validation data',
    trainingText: (used: string) =>
      `${used} pictures with their right answers: the network learns from these.`,
    trainingPart: (used: string, all: string) =>
      `The first ${used} of ${all} pictures with their right answers: the network learns from these.`,
    validationText: (count: string) =>
      `${count} other pictures: the network never learns from them. After each epoch they are asked to see whether it has understood.`,
    others: 'Others',
    sample: (id: string, label: string) => `Picture ${id}: ${label}`,
    explain: {
      title: 'Why two kinds of data',
      text: 'A network can learn its training pictures by heart. Only other pictures show whether it can answer what it has not seen: generalisation. So validation data are kept apart.',
    },
  },

  overfitting: {
    title: 'See overfitting in a minute',
    text: (pictures: string, units: string, epochs: string) =>
      `Only ${pictures} training pictures, a layer of ${units} units, ${epochs} epochs: the network will learn its pictures by heart.`,
    run: 'Set up and train',
    found: (epoch: string, lowest: string, latest: string, training: string) =>
      `Overfitting: the validation loss was lowest at epoch ${epoch} (${lowest}) and has risen to ${latest}, while the training loss fell to ${training}.`,
    look: 'Look at the solid and the dashed curve: they part.',
    helps: 'What helps:',
    remedies: {
      pictures: 'More pictures',
      dropout: 'Dropout',
      stopping: 'Early stopping',
    },
    hints: {
      pictures: (count: string) =>
        `Trains with ${count} pictures, the curves of this run beside it`,
      dropout:
        'Trains with half of each hidden layer’s units switched off at random, the curves of this run beside it',
      stopping:
        'Trains until the validation loss has not fallen for three epochs, the curves of this run beside it',
    },
    started: (remedy: string) => `${remedy}: training, with the earlier curves beside it.`,
  },
};
