import type { LessonCondition, LessonEvent, LessonStep, Room } from '../../preload/contract.ts';

/** Where an event can happen. */
const rooms: Record<LessonEvent, readonly Room[]> = {
  'plane-viewed': ['images'],
  'pixels-reduced': ['images'],
  'levels-reduced': ['images'],
  'picture-changed': ['images'],
  'square-painted': ['images'],
  'digit-painted': ['images'],
  'sample-opened': ['data'],
  'network-changed': ['network'],
  'worked-example-opened': ['network'],
  'example-changed': ['network'],
  'activations-seen': ['network', 'images', 'results', 'try'],
  'unit-opened': ['network', 'results', 'try'],
  'program-opened': ['network'],
  'training-started': ['train'],
  'slow-step-seen': ['train'],
  'epoch-chosen': ['train', 'network', 'results'],
  'results-seen': ['results'],
  'matrix-opened': ['results'],
  'mistakes-opened': ['results'],
  'cell-opened': ['results'],
  'matrices-compared': ['results'],
  'picture-classified': ['try'],
};

function roomsOf(condition: LessonCondition): readonly Room[] {
  switch (condition.when) {
    case 'room':
      return [condition.room];
    case 'event':
      return rooms[condition.event];
    case 'dataset':
      return ['data', 'train'];
    case 'trained':
      return ['train'];
    case 'layers':
      return ['network'];
  }
}

/**
 * The room to go to for the rest of a step, of which some conditions were met (by position); null: one
 * is there. Before the first is met, that is the step's own.
 */
export function wayOn(
  { done, room }: Pick<LessonStep, 'done' | 'room'>,
  met: readonly number[],
  here: Room,
): Room | null {
  const next = met.length === 0 ? undefined : done.find((_, index) => !met.includes(index));
  const candidates = next ? roomsOf(next) : [room];
  if (candidates.includes(here)) return null;
  return candidates.includes(room) ? room : candidates[0]!;
}
