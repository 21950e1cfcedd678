import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { runInForeground } from './run.ts';
import type { Context } from './setup/context.ts';
import { checkout } from './setup/paths.ts';
import { closingLine, outcomeOf, sum, type Report } from './test-results.ts';
import { groups, stages, type Group, type Stage } from './test-stages.ts';

export interface TestOptions {
  groups: Group[];
  filters: string[];
}

/**
 * `--only unit,e2e` or parts of test files' paths; a path such as tests/unit/data means its group.
 * @throws Error naming the groups there are
 */
export function parseTestOptions(args: string[]): TestOptions {
  const { values, positionals } = parseArgs({
    args,
    options: { only: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const wanted = (values.only ?? []).flatMap((value) => value.split(','));
  for (const name of wanted) {
    if (!groups.some((group) => group === name)) {
      throw new Error(`--only takes ${groups.join(', ')}; not ${name}`);
    }
  }
  if (wanted.length > 0) return { groups: wanted as Group[], filters: positionals };
  if (positionals.length === 0) return { groups: [...groups], filters: [] };
  const named = groups.filter((group) =>
    positionals.some((filter) => filter.split(/[\\/]/).includes(group)),
  );
  const withTests = groups.filter((group) => group !== 'static');
  return { groups: named.length > 0 ? named : withTests, filters: positionals };
}

/** Runs every stage, also after one that failed, and sums up. @returns the exit code */
export async function test(options: TestOptions, context: Context): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mebae-test-'));
  const summary: string[] = [];
  const outcomes: Report[] = [];
  const finish = (title: string, outcome: Report, startedAt: number) => {
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const text = `${outcome.failed > 0 ? 'FAILED' : 'ok'} · ${closingLine(outcome)} · ${seconds} s`;
    console.log(`=== ${title}: ${text}`);
    summary.push(`${title}: ${text}`, ...outcome.failures.map((failure) => `  ✗ ${failure}`));
    outcomes.push(outcome);
  };
  try {
    const buildStartedAt = Date.now();
    console.log('\n=== build');
    finish('build', await buildOutcome(context), buildStartedAt);
    for (const stage of stages(options.filters)) {
      if (!options.groups.includes(stage.group)) continue;
      console.log(`\n=== ${stage.title}`);
      const startedAt = Date.now();
      const outcome = await runStage(stage, path.join(folder, `${outcomes.length}.json`), context);
      context.signal.throwIfAborted();
      finish(stage.title, outcome, startedAt);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const total = sum(outcomes);
  console.log(`\n${summary.join('\n')}\n\n${closingLine(total)}`);
  return total.failed > 0 ? 1 : 0;
}

/** One check, like the static ones: the other stages also run without a build, or on the last one. */
async function buildOutcome({ report }: Context): Promise<Report> {
  try {
    await build(report);
    return outcomeOf(0, null);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return outcomeOf(1, null);
  }
}

async function runStage(stage: Stage, reportFile: string, context: Context): Promise<Report> {
  try {
    const [command, args] = await stage.command(reportFile, context);
    const env = { ...process.env, ...stage.environment?.(reportFile) };
    const exitCode = await runInForeground(command, args, { cwd: checkout, env });
    if (!stage.read) return outcomeOf(exitCode, null);
    const report = await readFile(reportFile, 'utf8').catch(() => null);
    return outcomeOf(exitCode, report === null ? null : stage.read(report));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return outcomeOf(1, null);
  }
}
