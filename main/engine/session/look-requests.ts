import { MebaeError } from '../../../preload/contract.ts';
import { countParameters } from '../network/parameters.ts';
import { inputShape, sizeOf } from '../network/shapes.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Answers } from './answers.ts';
import type { Handlers } from './handlers.ts';
import { estimateAnswerMemory, requireMemory } from './memory.ts';

export interface LookContext {
  store: RunStore;
  answers: Answers;
  availableMemory(): number;
}

/** Looks into a run's network: its weights, and what its layers make of a picture. */
export function lookRequests({
  store,
  answers,
  availableMemory,
}: LookContext): Handlers<'run.weights' | 'inspect.pixels'> {
  return {
    'run.weights': async ({ runId, epoch }) => {
      const { network } = store.get(runId).record;
      // As read, as kept, and as sent.
      requireMemory(3 * countParameters(network) * 4, availableMemory());
      const moment = await answers.moment(runId, epoch);
      return { weights: await moment.weights(), epoch: moment.epoch };
    },
    'inspect.pixels': async ({ runId, pixels, epoch }) => {
      const { network } = store.get(runId).record;
      const size = sizeOf(inputShape(network));
      if (pixels.length !== size) {
        throw new MebaeError('bad-request', `${pixels.length} bytes, a picture has ${size}`);
      }
      requireMemory(estimateAnswerMemory(network), availableMemory());
      const told = await answers.ask(runId, epoch, (asked) => asked.inspect(pixels));
      const { activations, logits } = told.answer;
      const probabilities = activations.at(-1)?.values.slice() ?? new Float32Array();
      return { activations, logits, probabilities, epoch: told.epoch };
    },
  };
}
