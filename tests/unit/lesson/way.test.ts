import { describe, expect, it } from 'vitest';
import { lectureLesson } from '../../../renderer/lesson/built-in.ts';
import { wayOn } from '../../../renderer/lesson/way.ts';

describe('wayOn', () => {
  const last = lectureLesson.steps.at(-1)!;

  it('leads to the step’s own room first', () => {
    expect(wayOn(last, [], 'try')).toBe('data');
    expect(wayOn(last, [], 'data')).toBeNull();
    expect(wayOn({ room: 'try', done: [] }, [], 'data')).toBe('try');
  });

  it('leads on to where the rest of the step is done', () => {
    expect(wayOn(last, [0], 'data')).toBe('train');
    expect(wayOn(last, [0], 'train')).toBeNull();
    expect(wayOn(last, [0, 1], 'train')).toBe('results');
    expect(wayOn(last, [1, 2], 'results')).toBe('data');
  });

  it('prefers the step’s room for what can be done in several', () => {
    const step = {
      room: 'images' as const,
      done: [
        { when: 'event' as const, event: 'digit-painted' as const },
        { when: 'event' as const, event: 'activations-seen' as const },
      ],
    };
    expect(wayOn(step, [0], 'train')).toBe('images');
    expect(wayOn(step, [0], 'network')).toBeNull();
  });
});
