import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  LayerSchema,
  lessonLimits,
  OptimizerSchema,
  rooms,
  ScheduleSchema,
} from '../../../preload/contract.ts';
import { readLesson } from '../../../renderer/lesson/read-lesson.ts';

const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const step = { id: 'one', title: 'One', text: 'Do it.', room: 'images' };
const lesson = { format: 'mebae-lesson', version: 1, title: 'Short', steps: [step] };
const withStep = (changes: object) => ({ ...lesson, steps: [{ ...step, ...changes }] });

/** What is wrong and where, as the file's author is told. */
function complaint(value: unknown) {
  const read = readLesson(bytesOf(value));
  return read.ok
    ? 'fine'
    : `${read.failure.values?.['problem']} at ${read.failure.values?.['place']}`;
}

describe('readLesson', () => {
  it('reads the lesson that comes with Mebae: the eight steps, in both languages', () => {
    const file = path.resolve(import.meta.dirname, '../../../assets/lessons/lecture.mebae-lesson');
    const read = readLesson(readFileSync(file));
    expect(read).toMatchObject({ ok: true });
    const { steps } = read.ok ? read.lesson : { steps: [] };
    expect(steps).toHaveLength(8);
    const order = steps.map((one) => rooms.indexOf(one.room)).slice(0, 7);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const { title, text } of steps) {
      expect(title).toEqual({ ja: expect.any(String), en: expect.any(String) });
      expect(text).toEqual({ ja: expect.any(String), en: expect.any(String) });
    }
  });

  it('reads the example of its documentation', () => {
    const text = readFileSync(
      path.resolve(import.meta.dirname, '../../../docs/lesson-files.md'),
      'utf8',
    );
    const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(readLesson(bytesOf(example))).toMatchObject({ ok: true });
    const kinds = [...text.matchAll(/`(\{ "kind": [^`]*\})`/g)].map(([, one]) => one!);
    expect(kinds.length).toBeGreaterThanOrEqual(12);
    const schema = v.union([LayerSchema, OptimizerSchema, ScheduleSchema]);
    for (const kind of kinds) expect(v.is(schema, JSON.parse(kind)), kind).toBe(true);
  });

  it('takes the shortest lesson, with a byte order mark too', () => {
    expect(complaint(lesson)).toBe('fine');
    expect(complaint(`\ufeff${JSON.stringify(lesson)}`)).toBe('fine');
  });

  it.each([
    ['missing at title', { ...lesson, title: undefined }],
    ['choice at format', { ...lesson, format: 'lesson' }],
    ['choice at version', { ...lesson, version: 2 }],
    ['number at version', { ...lesson, version: '1' }],
    ['unknown at author', { ...lesson, author: 'Ada' }],
    ['empty at steps', { ...lesson, steps: [] }],
    ['list at steps', { ...lesson, steps: 'none' }],
    ['switch at presentation', { ...lesson, presentation: 'yes' }],
    ['choice at locked[0]', { ...lesson, locked: ['everything'] }],
    ['missing at steps[0].text', withStep({ text: undefined })],
    ['empty at steps[0].title', withStep({ title: '' })],
    ['text at steps[0].title', withStep({ title: 1 })],
    ['entries at steps[0]', { ...lesson, steps: ['one'] }],
    ['entries at steps[0].done[0]', withStep({ done: ['unit-opened'] })],
    ['whole at steps[0].done[0].epochs', withStep({ done: [{ when: 'trained', epochs: 1.5 }] })],
    ['number at steps[0].done[0].epochs', withStep({ done: [{ when: 'trained', epochs: '5' }] })],
    ['many at steps[0].done', withStep({ done: Array(7).fill({ when: 'room', room: 'data' }) })],
    ['empty at steps[0].text.ja', withStep({ text: { ja: '', en: 'x' } })],
    ['missing at steps[0].text.ja', withStep({ text: { en: 'x' } })],
    ['choice at steps[0].room', withStep({ room: 'cellar' })],
    ['form at steps[0].id', withStep({ id: 'No spaces' })],
    ['choice at steps[0].done[0].when', withStep({ done: [{ when: 'never' }] })],
    ['choice at steps[0].done[0].event', withStep({ done: [{ when: 'event', event: 'x' }] })],
    ['least at steps[0].done[0].epochs', withStep({ done: [{ when: 'trained', epochs: 0 }] })],
    ['unknown at steps[0].settings.optimiser', withStep({ settings: { optimiser: 1 } })],
    ['most at steps[0].settings.train.epochs', withStep({ settings: { train: { epochs: 1e9 } } })],
    [
      'unknown at steps[0].settings.train.dataset',
      withStep({ settings: { train: { dataset: '/etc' } } }),
    ],
    ['twice at steps[1].id', { ...lesson, steps: [step, step] }],
  ])('says what is wrong and where: %s', (expected, value) => {
    expect(complaint(value)).toBe(expected);
  });

  it('refuses layers that make no network', () => {
    const dense = (units: number, activation: string) => ({ kind: 'dense', units, activation });
    const layers = [{ kind: 'flatten' }, dense(5, 'relu'), dense(10, 'softmax')];
    expect(complaint({ ...lesson, settings: { layers } })).toBe('fine');
    expect(complaint({ ...lesson, settings: { layers: layers.slice(1) } })).toMatch(
      /^network at settings\.layers/,
    );
    expect(complaint(withStep({ settings: { layers: layers.slice(0, 2) } }))).toMatch(
      /^network at steps\[0\]\.settings\.layers/,
    );
  });

  it('tells the line of what is wrong, and what can stand there', () => {
    const valuesOf = (text: string) => {
      const read = readLesson(bytesOf(text));
      return read.ok ? {} : read.failure.values;
    };
    const pretty = (value: object) => JSON.stringify(value, null, 2).replaceAll('\n', '\r\n');
    expect(valuesOf('{\n  "format": "mebae-lesson",\n  "version": 1,\n}')).toMatchObject({
      problem: 'json-comma-extra',
      line: 3,
    });
    expect(valuesOf(pretty(withStep({ room: 'cellar' })))).toEqual({
      problem: 'choice',
      place: 'steps[0].room',
      line: 10,
      expected: rooms.join(', '),
    });
    expect(valuesOf(pretty(withStep({ colour: 'red' })))).toMatchObject({
      problem: 'unknown',
      line: 11,
      expected: 'id, title, text, room, done, guess, settings',
    });
    const optimizer = { kind: 'adam', beta: 1 };
    expect(valuesOf(pretty({ ...lesson, settings: { train: { optimizer } } }))).toMatchObject({
      problem: 'unknown',
      place: 'settings.train.optimizer.beta',
      expected: 'kind, beta1, beta2, epsilon',
    });
    // A missing entry: the line of what it is missing from.
    expect(valuesOf(pretty(withStep({ text: undefined })))).toMatchObject({
      problem: 'missing',
      place: 'steps[0].text',
      line: 6,
    });
    expect(valuesOf(pretty({ ...lesson, title: 'x'.repeat(121) }))).toMatchObject({
      problem: 'long',
      expected: '120',
    });
  });

  it('refuses what is no text, and what is too large, without reading it', () => {
    const utf16 = readLesson(Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]));
    expect(utf16).toMatchObject({ failure: { values: { problem: 'not-text' } } });
    const large = readLesson(new Uint8Array(lessonLimits.bytes + 1));
    expect(large).toMatchObject({ failure: { code: 'too-many-bytes' } });
  });

  it('bears nesting, prototypes and keys as long as the file', () => {
    expect(complaint('['.repeat(100_000))).toBe('json-unclosed at ');
    expect(complaint(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBe('missing at format');
    const polluted = JSON.stringify(lesson).replace('{', '{"__proto__": {"steps": 1},');
    readLesson(bytesOf(polluted));
    expect(({} as { steps?: unknown }).steps).toBeUndefined();
    const read = readLesson(bytesOf({ ...lesson, ['k'.repeat(100_000)]: 1 }));
    expect(String(!read.ok && read.failure.values?.['place']).length).toBeLessThanOrEqual(200);
  });

  it('answers to any JSON and any bytes, and throws at none', () => {
    const failsWell = (bytes: Uint8Array) => {
      const read = readLesson(bytes);
      expect(read.ok || typeof read.failure.values?.['problem']).toBe('string');
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), failsWell));
    fc.assert(fc.property(fc.jsonValue(), (value) => failsWell(bytesOf(value))));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(step)), fc.jsonValue(), (key, value) => {
        const read = readLesson(bytesOf(withStep({ [key]: value })));
        if (!read.ok) expect(read.failure.values?.['place']).toMatch(/^steps/);
      }),
    );
  });
});
