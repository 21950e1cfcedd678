import { describe, expect, it } from 'vitest';
import { parseTestOptions } from '../../../scripts/test.ts';

describe("npm test's options", () => {
  it('run everything by default', () => {
    expect(parseTestOptions([]).groups).toEqual(['static', 'unit', 'component', 'engine', 'e2e']);
  });

  it('take groups', () => {
    expect(parseTestOptions(['--only', 'unit,e2e']).groups).toEqual(['unit', 'e2e']);
    expect(parseTestOptions(['--only', 'unit', 'data'])).toEqual({
      groups: ['unit'],
      filters: ['data'],
    });
    expect(() => parseTestOptions(['--only', 'fast'])).toThrow(/static, unit/);
  });

  it("take a file's path for its group", () => {
    expect(parseTestOptions(['tests/e2e/train.spec.ts']).groups).toEqual(['e2e']);
    expect(parseTestOptions(['idx']).groups).toEqual(['unit', 'component', 'engine', 'e2e']);
  });
});
