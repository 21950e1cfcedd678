import { describe, expect, it } from 'vitest';
import { nestingDepth, parseBoundedJson } from '../../../main/engine/store/json.ts';

const limits = { characters: 40, depth: 2 };

describe('parseBoundedJson', () => {
  it('counts nesting outside strings only', () => {
    expect(nestingDepth('{"a": ["[[[", "\\"[["]}')).toBe(2);
    expect(nestingDepth('"{"')).toBe(0);
  });

  it('reads what is within the limits', () => {
    expect(parseBoundedJson('{"a":[1]}', limits)).toEqual({ a: [1] });
  });

  it.each(['[[[1]]]', JSON.stringify('x'.repeat(50)), '{', ''])('refuses %j', (text) => {
    expect(() => parseBoundedJson(text, limits)).toThrow(
      expect.objectContaining({ code: 'run-damaged' }),
    );
  });
});
