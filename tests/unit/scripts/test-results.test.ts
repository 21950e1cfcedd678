import { describe, expect, it } from 'vitest';
import {
  closingLine,
  outcomeOf,
  readPlaywright,
  readVitest,
  sum,
} from '../../../scripts/test-results.ts';

describe('counting', () => {
  it("reads Vitest's report", () => {
    const report = {
      ...{ numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'adds one', status: 'failed' },
            { fullName: 'adds two', status: 'passed' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    };
    expect(readVitest(JSON.stringify(report))).toEqual({
      ...{ passed: 7, failed: 1, skipped: 2 },
      failures: ['a.test.ts: adds one', 'b.test.ts: no such module'],
    });
  });

  it("reads Playwright's report: a flaky test passed in the end", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
    const inner = {
      title: 'the lesson',
      specs: [
        { title: 'begins', ok: true },
        { title: 'ends', ok: false },
      ],
    };
    const suites = [{ title: 'lesson.spec.ts', specs: [], suites: [inner] }];
    expect(readPlaywright(JSON.stringify({ stats, suites }))).toEqual({
      ...{ passed: 6, failed: 1, skipped: 3 },
      failures: ['lesson.spec.ts › the lesson › ends'],
    });
  });

  it('adds a failure where the program failed although no test did', () => {
    const passed = { passed: 4, failed: 0, skipped: 0, failures: [] };
    const failed = { passed: 4, failed: 2, skipped: 0, failures: ['a', 'b'] };
    expect(outcomeOf(1, passed)).toMatchObject({ passed: 4, failed: 1 });
    expect(outcomeOf(1, passed).failures).toEqual(['the program ended with 1: see above']);
    expect(outcomeOf(1, failed)).toEqual(failed);
    expect(outcomeOf(139, null)).toMatchObject({ passed: 0, failed: 1 });
    expect(outcomeOf(0, null)).toEqual({ passed: 1, failed: 0, skipped: 0, failures: [] });
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
