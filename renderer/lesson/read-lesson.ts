import * as v from 'valibot';
import {
  LessonSchema,
  lessonLimits,
  type Failure,
  type Lesson,
  type LessonSettings,
} from '../../preload/contract.ts';
import { networkProblems } from '../../main/engine/network/checks.ts';
import type { JsonFault } from './json-fault.ts';
import { lineAt, lineOfPath, walkJson, type JsonPath } from './json-walk.ts';
import { networkOf } from './lesson-design.ts';
import { namesAt } from './names-at.ts';

/** What can be wrong in a lesson file; the catalogues have a sentence for each. */
export type LessonProblem =
  | JsonFault
  | 'not-text'
  | 'missing'
  | 'unknown'
  | 'text'
  | 'number'
  | 'switch'
  | 'list'
  | 'entries'
  | 'choice'
  | 'least'
  | 'most'
  | 'whole'
  | 'empty'
  | 'long'
  | 'many'
  | 'form'
  | 'twice'
  | 'network'
  | 'other';

/** The last part of a lesson file's name. */
export const lessonExtension = '.mebae-lesson';

/**
 * Reads a lesson file: UTF-8 JSON from anybody. What is wrong is told with its line, its place, such as
 * `steps[2].done[0].event`, and what can stand there instead.
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
    return invalid({ problem: 'not-text' });
  }
  const broken = walkJson(text);
  if (broken) return invalid({ problem: broken.fault, line: lineAt(text, broken.position) });
  const value: unknown = JSON.parse(text);
  const at = (path: JsonPath) => ({ place: placeOf(path), line: lineOfPath(text, path) });
  const checked = v.safeParse(LessonSchema, value, { abortEarly: true });
  if (!checked.success) {
    const issue = deepest(checked.issues[0]);
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    const problem = problemOf(issue);
    const expected =
      problem === 'unknown'
        ? namesAt(LessonSchema, path.slice(0, -1), value).join(', ')
        : expectedBy(issue);
    return invalid({ problem, expected, ...at(path) });
  }
  const wrong = wrongInItself(checked.output);
  return wrong
    ? invalid({ problem: wrong.problem, ...at(wrong.path) })
    : { ok: true, lesson: checked.output };
}

/** What no schema sees: step ids that come twice, layers that don't make a network. */
function wrongInItself({
  settings,
  steps,
}: Lesson): { problem: LessonProblem; path: JsonPath } | null {
  const seen = new Set<string>();
  for (const [index, { id }] of steps.entries()) {
    if (seen.has(id)) return { problem: 'twice', path: ['steps', index, 'id'] };
    seen.add(id);
  }
  const places: [JsonPath, LessonSettings | undefined][] = [
    [['settings'], settings],
    ...steps.map((step, index): [JsonPath, LessonSettings | undefined] => [
      ['steps', index, 'settings'],
      step.settings,
    ]),
  ];
  for (const [path, { layers } = {}] of places) {
    const [problem] = layers ? networkProblems(networkOf(layers)) : [];
    if (problem) {
      const layer = problem.layer === null ? [] : [problem.layer];
      return { problem: 'network', path: [...path, 'layers', ...layer] };
    }
  }
  return null;
}

interface Wrong {
  problem: LessonProblem;
  line?: number;
  place?: string;
  /** What can stand there, where that is a list, or the limit. */
  expected?: string;
}

function invalid({ problem, line, place = '', expected = '' }: Wrong): {
  ok: false;
  failure: Failure;
} {
  // A place names keys of the file: whatever they hold, they stay short.
  const values = { problem, place: place.slice(0, 200), expected, ...(line ? { line } : {}) };
  return { ok: false, failure: { code: 'lesson-invalid', values } };
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

function placeOf(path: JsonPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

/** Of valibot's names for actions and for types. */
const problems: Partial<Record<string, LessonProblem>> = {
  min_value: 'least',
  max_value: 'most',
  integer: 'whole',
  min_length: 'empty',
  regex: 'form',
  string: 'text',
  number: 'number',
  boolean: 'switch',
  array: 'list',
  strict_object: 'entries',
  union: 'text',
  variant: 'choice',
  picklist: 'choice',
  literal: 'choice',
};

function problemOf(issue: Issue): LessonProblem {
  if (issue.expected === 'never') return 'unknown';
  if (issue.received === 'undefined') return 'missing';
  if (issue.type === 'max_length') return Array.isArray(issue.input) ? 'many' : 'long';
  // "version": "1".
  if (issue.type === 'literal' && issue.expected === String(Number(issue.input))) return 'number';
  // A variant's value that is no object at all.
  if (issue.expected === 'Object') return 'entries';
  return problems[issue.type] ?? 'other';
}

/** The choices, without valibot's brackets and quotation marks, or the limit. */
function expectedBy({ requirement, expected }: Issue): string {
  if (typeof requirement === 'number') return String(requirement);
  return (expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');
}
