interface Texts {
  text(where: string, problem: string): string;
  line(line: string): string;
  at(place: string): string;
  problems: Record<string, string>;
}

/** What is wrong with a lesson file and where, from a failure's `problem` and `place` (see read-lesson.ts). */
export function invalidLesson(
  { text, line, at, problems }: Texts,
  values: Record<string, string | number>,
): string {
  const problem = String(values['problem']);
  const place = String(values['place'] ?? '');
  const known = Object.hasOwn(problems, problem) ? problems[problem] : problems['other'];
  const where = place === '' ? '' : (problem === 'not-json' ? line : at)(place);
  return text(where, known ?? '');
}
