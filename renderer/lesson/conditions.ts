import type { LessonCondition, LessonEvent, Room, RunRecord } from '../../preload/contract.ts';

/** What a step's conditions are judged by. */
export interface Observed {
  room: Room;
  dataset: string;
  layers: number;
  runs: readonly Pick<RunRecord, 'createdAt' | 'state' | 'history' | 'train'>[];
  /** ISO 8601: earlier trainings are not this lesson's. */
  startedAt: string;
}

/** Whether a condition holds now. Events hold at no time: they are noted as they happen. */
export function isMet(condition: LessonCondition, observed: Observed): boolean {
  switch (condition.when) {
    case 'room':
      return observed.room === condition.room;
    case 'dataset':
      return observed.dataset === condition.dataset;
    case 'layers':
      return observed.layers >= condition.atLeast;
    case 'trained':
      return observed.runs.some(
        (run) =>
          (run.state === 'finished' || run.state === 'stopped') &&
          run.createdAt >= observed.startedAt &&
          run.history.length >= condition.epochs &&
          (condition.dataset ?? run.train.dataset) === run.train.dataset,
      );
    case 'event':
      return false;
  }
}

/** Positions of the conditions that an event fulfils. */
export function metBy(event: LessonEvent, conditions: readonly LessonCondition[]): number[] {
  return positions(conditions, (one) => one.when === 'event' && one.event === event);
}

/** Positions of the conditions that hold now. */
export function metNow(observed: Observed, conditions: readonly LessonCondition[]): number[] {
  return positions(conditions, (condition) => isMet(condition, observed));
}

function positions(
  conditions: readonly LessonCondition[],
  holds: (condition: LessonCondition) => boolean,
): number[] {
  return conditions.flatMap((condition, index) => (holds(condition) ? [index] : []));
}
