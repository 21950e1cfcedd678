/** Tests that passed, failed and were skipped. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a program's JSON report says. */
export interface Report extends Count {
  /** The failed tests by name, each on a line of its own. */
  failures: string[];
}

interface VitestReport {
  numPassedTests?: number;
  numFailedTests?: number;
  numPendingTests?: number;
  numTodoTests?: number;
  testResults?: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

export function readVitest(text: string): Report {
  const report = JSON.parse(text) as VitestReport;
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    failures: (report.testResults ?? []).flatMap((file) => {
      const failed = file.assertionResults.filter(({ status }) => status === 'failed');
      // A file that could not be loaded has no tests.
      if (failed.length === 0 && file.status === 'failed') return [`${file.name}: ${file.message}`];
      return failed.map(({ fullName }) => `${file.name}: ${fullName}`);
    }),
  };
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; ok: boolean }[];
}

/** A flaky test passed in the end. */
export function readPlaywright(text: string): Report {
  const { stats, suites = [] } = JSON.parse(text) as {
    stats: Record<string, number>;
    suites?: PlaywrightSuite[];
  };
  return {
    passed: (stats['expected'] ?? 0) + (stats['flaky'] ?? 0),
    failed: stats['unexpected'] ?? 0,
    skipped: stats['skipped'] ?? 0,
    failures: suites.flatMap((suite) => failedSpecs(suite, [])),
  };
}

/** A file is a suite too, whose title is its path. */
function failedSpecs(suite: PlaywrightSuite, outside: string[]): string[] {
  const titles = [...outside, suite.title];
  const failed = (suite.specs ?? []).filter(({ ok }) => !ok);
  return [
    ...failed.map(({ title }) => [...titles, title].join(' › ')),
    ...(suite.suites ?? []).flatMap((inner) => failedSpecs(inner, titles)),
  ];
}

/**
 * What a stage comes to: its report, and one more failure where the program failed although no test
 * did (a runner that died, or one of its processes).
 */
export function outcomeOf(exitCode: number, report: Report | null): Report {
  const none = { passed: exitCode === 0 ? 1 : 0, failed: 0, skipped: 0, failures: [] };
  const outcome = report ?? none;
  if (exitCode === 0 || outcome.failed > 0) return outcome;
  const failures = [...outcome.failures, `the program ended with ${exitCode}: see above`];
  return { ...outcome, failed: 1, failures };
}

export function sum(counts: Count[]): Count {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** The line that continuous integration reads. */
export const closingLine = ({ passed, failed, skipped }: Count) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
