import type { RunState } from '../../preload/contract.ts';
import type { Messages } from '../messages/catalogue.ts';
import type { StripState } from './strip-state.ts';

/**
 * What a screen reader is told of the strip: only what changes with the phase of the work, so that
 * the text stays the same while batches and epochs pass.
 */
export function announcement(
  state: StripState,
  { strip, trainingUnderWay }: Messages['shell'],
): string {
  switch (state.kind) {
    case 'engine':
      return strip[state.status.state];
    case 'died':
      return strip.restarted;
    case 'training':
      if (state.progress.state === 'paused') return strip.paused;
      return state.progress.phase === 'preparing' ? strip.preparing : trainingUnderWay;
    case 'ended':
      return endOf(state.run.state, strip.announceEnd);
    default:
      return '';
  }
}

function endOf(state: RunState, texts: Messages['shell']['strip']['announceEnd']): string {
  return state === 'running' || state === 'paused' ? '' : texts[state];
}
