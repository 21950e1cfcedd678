import type { TrainSpec } from '../../../../preload/contract.ts';

/** The optimizer with its constants. */
export function tfjsOptimizer({ optimizer, learningRate: rate }: TrainSpec): string {
  switch (optimizer.kind) {
    case 'sgd':
      return `tf.train.sgd(${rate})`;
    case 'momentum':
      return `tf.train.momentum(${rate}, ${optimizer.momentum})`;
    case 'nesterov':
      return `tf.train.momentum(${rate}, ${optimizer.momentum}, true)`;
    case 'rmsprop':
      return `tf.train.rmsprop(${rate}, ${optimizer.rho}, 0, ${optimizer.epsilon})`;
    case 'adam':
    case 'adamw':
      return `tf.train.adam(${rate}, ${optimizer.beta1}, ${optimizer.beta2}, ${optimizer.epsilon})`;
  }
}

/** Functions that move the learning rate step by step; none where it is constant. */
export function tfjsRate(
  { learningRate: rate, schedule, epochs }: TrainSpec,
  stepsPerEpoch: number,
): string[] {
  const steps = epochs * stepsPerEpoch;
  const rates = () => {
    switch (schedule.kind) {
      case 'constant':
        return null;
      case 'step':
        return `${rate} * ${schedule.factor} ** Math.floor(step / ${schedule.every * stepsPerEpoch})`;
      case 'exponential':
        return `${rate} * ${schedule.factor} ** (step / ${stepsPerEpoch})`;
      case 'cosine':
        return `(${rate} * (1 + Math.cos((Math.PI * step) / ${steps}))) / 2`;
      case 'linear': {
        const rising = Math.round(schedule.warmup * steps);
        const falling = `(${rate} * (${steps} - step)) / ${steps - rising}`;
        return rising === 0
          ? falling
          : `step < ${rising} ? (${rate} * (step + 1)) / ${rising + 1} : ${falling}`;
      }
    }
  };
  const expression = rates();
  if (expression === null) return [];
  return [
    '/** The learning rate of a step, counted from 0 over all epochs. */',
    `const rateAt = (step) => ${expression};`,
    '',
    'function setRate(optimizer, rate) {',
    '  if (optimizer.setLearningRate) optimizer.setLearningRate(rate);',
    '  else optimizer.learningRate = rate;',
    '}',
    '',
  ];
}
