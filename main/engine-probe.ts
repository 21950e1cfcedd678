import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import type { ChildProcess } from './engine-host.ts';
import type { JsonFile } from './json-file.ts';

/** Why native TensorFlow isn't used: a stable code that the window has a text for, and the details. */
export interface WhyNotNative {
  code: string;
  detail: string;
}

/** What the probe last found: only that native TensorFlow works, and for which binding and processor. */
export const ProbeMemorySchema = v.strictObject({
  version: v.literal(1),
  works: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
});
export type ProbeMemory = v.InferOutput<typeof ProbeMemorySchema>;
export const defaultProbeMemory: ProbeMemory = { version: 1, works: null };

const WhyNotNativeSchema = v.object({
  code: v.pipe(v.string(), v.maxLength(100)),
  detail: v.pipe(v.string(), v.maxLength(20_000)),
});

/** What the memory is about: another binding or processor is another question. Null: no binding. */
export async function probeKey(binding: string, processor: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(binding);
    return JSON.stringify([binding, size, Math.round(mtimeMs), processor]);
  } catch {
    return null;
  }
}

/**
 * Whether native TensorFlow runs here; null: it does. Tried in a process of its own, because a
 * processor without AVX ends the process. Success is remembered, so that later starts don't wait; a
 * failure is tried again at each start, so that a repair is noticed.
 * @param deadline milliseconds after which a probe that hangs is a failure
 */
export async function probeNative(
  fork: () => ChildProcess,
  key: string | null,
  memory: JsonFile<ProbeMemory>,
  deadline = 60_000,
): Promise<WhyNotNative | null> {
  if (key !== null && memory.value.works === key) return null;
  const why = await runProbe(fork(), deadline);
  memory.set({ version: 1, works: why === null ? key : null });
  return why;
}

function runProbe(child: ChildProcess, deadline: number): Promise<WhyNotNative | null> {
  return new Promise((resolve) => {
    let told: WhyNotNative | null = null;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill();
    }, deadline);
    child.onMessage((message) => {
      const parsed = v.safeParse(WhyNotNativeSchema, message);
      if (parsed.success) told = parsed.output;
    });
    child.onExit(({ code, detail }) => {
      clearTimeout(timer);
      if (late) resolve({ code: 'probe-timeout', detail: `no answer in ${deadline} ms` });
      else if (code === 0) resolve(null);
      else resolve(told ?? { code: 'probe-crashed', detail });
    });
  });
}
