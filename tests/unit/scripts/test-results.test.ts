import { describe, expect, it } from 'vitest';
import {
  closingLine,
  countOf,
  countPlaywright,
  countVitest,
  sum,
} from '../../../scripts/test-results.ts';

describe('counting', () => {
  it("reads Vitest's report", () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
    expect(countVitest(JSON.stringify(report))).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it("reads Playwright's report: a flaky test passed in the end", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
    expect(countPlaywright(JSON.stringify({ stats }))).toEqual({
      passed: 6,
      failed: 1,
      skipped: 3,
    });
  });

  it('adds a failure where the program failed although no test did', () => {
    expect(countOf(1, { passed: 4, failed: 0, skipped: 0 }).failed).toBe(1);
    expect(countOf(1, { passed: 4, failed: 2, skipped: 0 }).failed).toBe(2);
    expect(countOf(139, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countOf(0, null)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('closes with one line, which names skipped tests only when there are some', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 2 },
    ]);
    expect(closingLine(total)).toBe('7 passed, 1 failed, 2 skipped');
    expect(closingLine({ ...total, skipped: 0 })).toBe('7 passed, 1 failed');
  });
});
