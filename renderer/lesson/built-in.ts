import lecture from '../../assets/lessons/lecture.mebae-lesson?raw';
import { MebaeError, type Lesson } from '../../preload/contract.ts';
import { readLesson } from './read-lesson.ts';

/** The lesson that comes with Mebae: a lesson file like any other, the lecture's eight steps. */
export const lectureLesson: Lesson = (() => {
  const read = readLesson(new TextEncoder().encode(lecture));
  if (!read.ok) throw new MebaeError('lesson-invalid', undefined, read.failure.values);
  return read.lesson;
})();
