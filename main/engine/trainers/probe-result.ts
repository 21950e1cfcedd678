import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/**
 * Why native TensorFlow isn't used. The renderer has a text for each.
 *
 * no-binding: tfjs-node or its compiled part isn't there. no-library: TensorFlow's library isn't
 * there or doesn't fit. no-avx: the processor lacks instructions that TensorFlow needs. wrong-result:
 * it loads but multiplies wrongly. load-failed: anything else that it said. probe-crashed,
 * probe-timeout: it ended the process that tried it, or never answered. forced: the user's choice.
 */
export const probeCodes = [
  'no-binding',
  'no-library',
  'no-avx',
  'wrong-result',
  'load-failed',
  'probe-crashed',
  'probe-timeout',
  'forced',
] as const;
export type ProbeCode = (typeof probeCodes)[number];

/** What the probe says: a line of JSON on its output, and the message on its parent port. */
export const ProbeResultSchema = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), version: v.string() }),
  v.strictObject({ ok: v.literal(false), code: v.picklist(probeCodes), detail: v.string() }),
]);
export type ProbeResult = v.InferOutput<typeof ProbeResultSchema>;

/** Windows' STATUS_ILLEGAL_INSTRUCTION, and how shells and Electron number SIGILL. */
const illegalInstruction = new Set<number | string | null>([0xc000001d, 128 + 4, 4, 'SIGILL']);

/**
 * What a probe that died without a word died of: without AVX, TensorFlow's first instruction of that
 * kind is illegal and ends the process, with no chance to say so. `processors`: Linux's list of
 * them; null where there is none, and the way it ended has to do.
 */
export function explainDeath(
  exit: number | string | null,
  processors: string | null = readProcessors(),
): ProbeResult {
  const avx = hasAvx(processors);
  const isIllegal = illegalInstruction.has(exit);
  return {
    ok: false,
    code: avx === false || (avx === null && isIllegal) ? 'no-avx' : 'probe-crashed',
    detail: `the process that tried native TensorFlow ended with ${exit ?? 'no exit code'}`,
  };
}

/** Whether the first processor has AVX; null where that can't be told: no list, or not of Intel's family. */
export function hasAvx(processors: string | null): boolean | null {
  const flags = /^flags\s*:(.*)$/m.exec(processors ?? '')?.[1];
  return flags === undefined ? null : flags.split(' ').includes('avx');
}

/** Linux's list of the machine's processors; null on other systems. */
export function readProcessors(): string | null {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return null;
  }
}
