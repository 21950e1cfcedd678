import type { TrainSpec } from '../../../../preload/contract.ts';

/** The learning rate: an expression, and the lines that must stand before it. */
export function kerasRate(
  { learningRate: rate, schedule, epochs }: TrainSpec,
  stepsPerEpoch: number,
): { before: string[]; value: string } {
  const steps = epochs * stepsPerEpoch;
  const schedules = 'keras.optimizers.schedules';
  switch (schedule.kind) {
    case 'constant':
      return { before: [], value: String(rate) };
    case 'step':
      return {
        before: [],
        value: `${schedules}.ExponentialDecay(${rate}, ${schedule.every * stepsPerEpoch}, ${schedule.factor}, staircase=True)`,
      };
    case 'exponential':
      return {
        before: [],
        value: `${schedules}.ExponentialDecay(${rate}, ${stepsPerEpoch}, ${schedule.factor})`,
      };
    case 'cosine':
      return { before: [], value: `${schedules}.CosineDecay(${rate}, ${steps})` };
    case 'linear': {
      const rising = Math.round(schedule.warmup * steps);
      if (rising === 0) {
        return {
          before: [],
          value: `${schedules}.PolynomialDecay(${rate}, ${steps}, end_learning_rate=0.0)`,
        };
      }
      // No schedule of Keras's rises first and then falls in a line. But two that fall, and stay at 0 then,
      // do so together: the whole line down, less what is missing from it while the rate rises. That takes
      // no operation of a backend's, whose names differ between Keras 2 and 3.
      const highest = `${rate} * ${steps} / ${steps - rising}`;
      return {
        before: [
          '# The whole line down, less what is missing from it while the rate rises.',
          `falling = ${schedules}.PolynomialDecay(${highest}, ${steps}, 0.0)`,
          `missing = ${schedules}.PolynomialDecay(${highest} - ${rate} / ${rising + 1}, ${rising}, 0.0)`,
          '',
          '',
          `class RiseAndFall(${schedules}.LearningRateSchedule):`,
          '    def __call__(self, step):',
          '        return falling(step) - missing(step)',
          '',
          '    def get_config(self):',
          '        return {}',
          '',
          '',
        ],
        value: 'RiseAndFall()',
      };
    }
  }
}

/** The optimizer with its constants; `rate` as Python. */
export function kerasOptimizer({ optimizer, clipNorm }: TrainSpec, rate: string): string {
  const clip = clipNorm === null ? '' : `, global_clipnorm=${clipNorm}`;
  const call = (name: string, constants = '') =>
    `keras.optimizers.${name}(learning_rate=${rate}${constants}${clip})`;
  switch (optimizer.kind) {
    case 'sgd':
      return call('SGD');
    case 'momentum':
      return call('SGD', `, momentum=${optimizer.momentum}`);
    case 'nesterov':
      return call('SGD', `, momentum=${optimizer.momentum}, nesterov=True`);
    case 'rmsprop':
      return call('RMSprop', `, rho=${optimizer.rho}, epsilon=${optimizer.epsilon}`);
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon } = optimizer;
      const constants = `, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon}`;
      return optimizer.kind === 'adam'
        ? call('Adam', constants)
        : call('AdamW', `, weight_decay=${optimizer.weightDecay}${constants}`);
    }
  }
}
