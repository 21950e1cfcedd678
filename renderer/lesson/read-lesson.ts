import * as v from 'valibot';
import {
  LessonSchema,
  lessonLimits,
  type Failure,
  type Lesson,
  type LessonSettings,
} from '../../preload/contract.ts';
import { networkProblems } from '../../main/engine/network/checks.ts';
import { networkOf } from './lesson-design.ts';

/** What can be wrong at a place of a lesson file; the catalogues have a sentence for each. */
export type LessonProblem =
  | 'not-text'
  | 'not-json'
  | 'missing'
  | 'unknown'
  | 'type'
  | 'choice'
  | 'range'
  | 'length'
  | 'form'
  | 'twice'
  | 'network';

/** The last part of a lesson file's name. */
export const lessonExtension = '.mebae-lesson';

/**
 * Reads a lesson file: UTF-8 JSON from anybody. What is wrong is told with its place, such as
 * `steps[2].done[0].event`, or the line where the file stops being JSON.
 */
export function readLesson(
  bytes: Uint8Array,
): { ok: true; lesson: Lesson } | { ok: false; failure: Failure } {
  if (bytes.length > lessonLimits.bytes) {
    const limit = `${lessonLimits.bytes / 1024} KB`;
    return { ok: false, failure: { code: 'too-many-bytes', values: { limit } } };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return invalid('not-text', '');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return invalid('not-json', String(lineOf(error, text)));
  }
  const checked = v.safeParse(LessonSchema, value, { abortEarly: true });
  if (!checked.success) {
    const issue = deepest(checked.issues[0]);
    return invalid(problemOf(issue), placeOf(issue.path ?? []));
  }
  return inItself(checked.output);
}

/** What no schema sees: step ids that come twice, layers that don't make a network. */
function inItself(lesson: Lesson): ReturnType<typeof readLesson> {
  const seen = new Set<string>();
  for (const [index, { id }] of lesson.steps.entries()) {
    if (seen.has(id)) return invalid('twice', `steps[${index}].id`);
    seen.add(id);
  }
  const places: [string, LessonSettings | undefined][] = [
    ['settings', lesson.settings],
    ...lesson.steps.map(({ settings }, index): [string, LessonSettings | undefined] => [
      `steps[${index}].settings`,
      settings,
    ]),
  ];
  for (const [place, settings] of places) {
    if (!settings?.layers) continue;
    const [problem] = networkProblems(networkOf(settings.layers));
    if (problem) {
      const layer = problem.layer === null ? '' : `[${problem.layer}]`;
      return invalid('network', `${place}.layers${layer}`);
    }
  }
  return { ok: true, lesson };
}

function invalid(problem: LessonProblem, place: string): { ok: false; failure: Failure } {
  // A place names keys of the file: whatever they hold, they stay short.
  return {
    ok: false,
    failure: { code: 'lesson-invalid', values: { problem, place: place.slice(0, 200) } },
  };
}

type Issue = v.BaseIssue<unknown>;

/** Of a text in one or both languages, the issue of the form that was meant: the one with a longer path. */
function deepest(issue: Issue): Issue {
  const inner = issue.issues?.find(({ path }) => path !== undefined);
  if (issue.type !== 'union' || !inner) return issue;
  const path = [...(issue.path ?? []), ...(inner.path ?? [])] as unknown as NonNullable<
    Issue['path']
  >;
  return { ...deepest(inner), path };
}

function placeOf(path: readonly { type: string; key: unknown }[]): string {
  return path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

const ranges = new Set(['min_value', 'max_value', 'integer', 'finite']);
const lengths = new Set(['min_length', 'max_length']);

function problemOf(issue: Issue): LessonProblem {
  if (ranges.has(issue.type)) return 'range';
  if (lengths.has(issue.type)) return 'length';
  if (issue.type === 'regex') return 'form';
  if (issue.expected === 'never') return 'unknown';
  if (issue.received === 'undefined') return 'missing';
  return ['picklist', 'literal', 'variant'].includes(issue.type) ? 'choice' : 'type';
}

/** V8 names the character where it gave up; people count lines. */
function lineOf(error: unknown, text: string): number {
  const position = /position (\d+)/.exec(String(error))?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.split('\n').length;
}
