import type { EngineStatus, RunRecord, TrainingProgress } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';

/** The one thing that the strip tells at this moment. */
export type StripState =
  | { kind: 'engine'; status: Exclude<EngineStatus, { state: 'ready' }> }
  /** The engine died over this training and is up again. */
  | { kind: 'died'; run: RunRecord }
  | { kind: 'beginning' }
  | { kind: 'training'; progress: TrainingProgress }
  /** The newest run, and how it ended. */
  | { kind: 'ended'; run: RunRecord }
  | { kind: 'first' };

export function stripState(app: App): StripState {
  const { engineStatus, training, runs, interruptedRunId } = app;
  if (engineStatus.state !== 'ready') return { kind: 'engine', status: engineStatus };
  if (training.progress) return { kind: 'training', progress: training.progress };
  if (training.starting) return { kind: 'beginning' };
  const interrupted = interruptedRunId === null ? null : runs.byId(interruptedRunId);
  if (interrupted) return { kind: 'died', run: interrupted };
  const last = runs.byId(training.pointsRunId ?? '') ?? runs.list[0];
  return last ? { kind: 'ended', run: last } : { kind: 'first' };
}
