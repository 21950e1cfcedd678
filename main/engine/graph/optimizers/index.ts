import type { Optimizer } from '../../../../preload/contract.ts';
import { adam, adamW } from './adam.ts';
import { momentum } from './momentum.ts';
import type { OptimizerRule } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export function optimizerRule(optimizer: Optimizer): OptimizerRule {
  switch (optimizer.kind) {
    case 'sgd':
      return sgd();
    case 'momentum':
      return momentum(optimizer.momentum, false);
    case 'nesterov':
      return momentum(optimizer.momentum, true);
    case 'rmsprop':
      return rmsprop(optimizer.rho, optimizer.epsilon);
    case 'adam':
      return adam(optimizer);
    case 'adamw':
      return adamW(optimizer);
  }
}
