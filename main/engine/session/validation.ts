import type { Evaluation, Trainer } from '../trainers/trainer.ts';
import type { Gate } from './gate.ts';
import { nextTurn } from './turn.ts';

/** With the seconds that it took, pauses left out. */
export interface Validation extends Evaluation {
  seconds: number;
}

/**
 * The validation pass after an epoch, in slices, with the gate between them. Null where it was stopped on
 * the way: to finish it first would keep whoever stops waiting, for seconds on a slow computer.
 */
export async function validate(trainer: Trainer, gate: Gate<Trainer>): Promise<Validation | null> {
  const since = performance.now();
  let pausedSeconds = 0;
  const goOn = async () => {
    await nextTurn();
    pausedSeconds += await gate.pass(trainer);
    return !gate.stopping;
  };
  const evaluation = await trainer.validate(goOn);
  // A pause that came in with the last slice holds here, before the next epoch is shown.
  await goOn();
  const seconds = (performance.now() - since) / 1000 - pausedSeconds;
  return evaluation && { ...evaluation, seconds };
}
