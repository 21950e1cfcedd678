import type { TrainingProgress } from '../../../preload/contract.ts';
import { seconds } from './figures.ts';

const narrowest = 10;
const widest = 40;

/** `Epoch 2/5 [=====>     ] 48 %  loss 0.3121  accuracy 91.2 %  12 s left`, at most `columns` wide. */
export function progressBar(progress: TrainingProgress, columns: number): string {
  const { epoch, epochs, step, stepsPerEpoch, loss, accuracy, secondsLeft } = progress;
  const share = Math.min(1, stepsPerEpoch > 0 ? step / stepsPerEpoch : 0);
  const figures = [
    `${Math.floor(share * 100)} %`,
    loss === null ? progress.phase : `loss ${loss.toFixed(4)}`,
    accuracy === null ? null : `accuracy ${(accuracy * 100).toFixed(1)} %`,
    secondsLeft === null ? null : `${seconds(secondsLeft)} left`,
  ].filter((figure) => figure !== null);
  const before = `Epoch ${epoch}/${epochs}`;
  const after = figures.join('  ');
  // One column less than there are: a full line would wrap in some terminals.
  const room = columns - 1 - before.length - after.length - 4;
  if (room < narrowest) return `${before} ${after}`.slice(0, columns - 1);
  const width = Math.min(widest, room);
  const full = Math.floor(share * width);
  const body =
    '='.repeat(full) + (full < width ? '>' : '') + ' '.repeat(Math.max(0, width - full - 1));
  return `${before} [${body}] ${after}`;
}
