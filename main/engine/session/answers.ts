import type { Backend, Classifier } from '../trainers/trainer.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Classifiers } from './classifiers.ts';
import { momentOf, type Moment } from './moments.ts';
import type { Training } from './training.ts';

/** What a trainer and a classifier are both asked. */
export type Answering = Pick<Classifier, 'predict' | 'inspect'>;

export interface AnswersContext {
  store: RunStore;
  backend(): Promise<Backend>;
  classifiers: Classifiers;
  activeTraining(): Training | null;
}

/**
 * Who answers for a run: the trainer at work on it, with its weights as they are, unless an epoch is
 * named; else a classifier with those kept.
 */
export class Answers {
  constructor(private readonly context: AnswersContext) {}

  /** @throws MebaeError run-unknown, no-weights-yet, run-damaged */
  async ask<T>(
    runId: string,
    epoch: number | undefined,
    question: (answering: Answering) => Promise<T>,
  ): Promise<{ answer: T; epoch: number }> {
    this.context.activeTraining()?.attend();
    const live = this.#live(runId, epoch)?.ask(async (trainer) => ({
      answer: await question(trainer),
      epoch: trainer.epoch,
    }));
    if (live) return live;
    const moment = momentOf(this.context.store.get(runId), epoch);
    return { answer: await this.use(runId, moment, question), epoch: moment.epoch };
  }

  /** Lets a classifier answer with a moment's weights. */
  async use<T>(
    runId: string,
    moment: Moment,
    question: (answering: Answering) => Promise<T>,
  ): Promise<T> {
    const { network } = this.context.store.get(runId).record;
    const backend = await this.context.backend();
    return this.context.classifiers.use(backend, { runId, network, ...moment }, question);
  }

  /** The weights themselves. Those of a trainer at work are copied: it moves on. */
  async moment(runId: string, epoch: number | undefined): Promise<Moment> {
    const live = this.#live(runId, epoch)?.ask(async (trainer): Promise<Moment> => {
      const weights = await trainer.weights();
      return {
        key: `live ${performance.now()}`,
        epoch: trainer.epoch,
        weights: async () => weights,
      };
    });
    return live ?? momentOf(this.context.store.get(runId), epoch);
  }

  #live(runId: string, epoch: number | undefined): Training | null {
    const training = this.context.activeTraining();
    return epoch === undefined && training?.runId === runId ? training : null;
  }
}
