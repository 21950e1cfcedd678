import type { LessonProblem } from '../lesson/read-lesson.ts';

interface Texts {
  text(where: string, problem: string): string;
  line(line: string): string;
  at(line: string, place: string): string;
  problems: Record<LessonProblem, string | ((expected: string) => string)>;
}

/** What is wrong with a lesson file and where, from a failure's values (see lesson/read-lesson.ts). */
export function invalidLesson(
  { text, line, at, problems }: Texts,
  values: Record<string, string | number>,
): string {
  const name = String(values['problem']);
  const place = String(values['place'] ?? '');
  const number = String(values['line'] ?? '');
  const problem = Object.hasOwn(problems, name) ? problems[name as LessonProblem] : problems.other;
  const said = typeof problem === 'string' ? problem : problem(String(values['expected'] ?? ''));
  if (number === '') return text('', said);
  return text(place === '' ? line(number) : at(number, place), said);
}
