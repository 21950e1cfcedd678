import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { explainDeath, ProbeResultSchema, type ProbeResult } from './probe-result.ts';

export interface ProbeChildOptions {
  /** The probe's entry: out/main/probe.js, or probe.ts where this process runs TypeScript. */
  script?: string;
  /** Milliseconds; the first load from a slow disk takes seconds. */
  timeout?: number;
  env?: NodeJS.ProcessEnv;
}

/** Tries native TensorFlow in a child process of plain Node. Never throws: every end is an answer. */
export function probeInChild({
  script = findProbe(),
  timeout = 20_000,
  env = process.env,
}: ProbeChildOptions = {}): Promise<ProbeResult> {
  return new Promise((resolve) => {
    // The same Node with the same loaders (tsx in a checkout).
    const command = [...process.execArgv, script];
    const options = { timeout, env, killSignal: 'SIGKILL', windowsHide: true } as const;
    execFile(process.execPath, command, options, (error, stdout) => {
      const told = lastLine(stdout);
      if (told) resolve(told);
      else if (error?.killed) {
        resolve({ ok: false, code: 'probe-timeout', detail: `no answer in ${timeout} ms` });
      } else resolve(explainDeath(error?.signal ?? error?.code ?? null));
    });
  });
}

/** The last line that is a result: loaders and libraries print what they like before it. */
function lastLine(output: string): ProbeResult | null {
  for (const line of output.trim().split('\n').reverse()) {
    try {
      const parsed = v.safeParse(ProbeResultSchema, JSON.parse(line));
      if (parsed.success) return parsed.output;
    } catch {
      // Not JSON: not the result.
    }
  }
  return null;
}

/** Beside this file once it is bundled; one folder up in the sources. */
function findProbe(): string {
  const places = ['./probe.js', '../probe.js', '../probe.ts'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? paths[0]!;
}
