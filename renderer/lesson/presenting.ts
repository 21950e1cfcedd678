import type { Lesson, LessonPlace } from '../../preload/contract.ts';

type Asked = Pick<Lesson, 'presentation'>;
type Kept = Pick<LessonPlace, 'presentedBefore'>;

/** Presentation mode on entering a lesson, and what is kept of it, for leaving. */
export function presentedOnEntering(
  { presentation }: Asked,
  now: boolean,
): { presentation: boolean } & Kept {
  return presentation === undefined
    ? { presentation: now, presentedBefore: null }
    : { presentation, presentedBefore: now };
}

/** Presentation mode on leaving: as before the lesson, but who changed it meanwhile has chosen. */
export function presentedOnLeaving(
  { presentation }: Asked,
  { presentedBefore }: Kept,
  now: boolean,
): boolean {
  return presentedBefore !== null && presentation === now ? presentedBefore : now;
}
