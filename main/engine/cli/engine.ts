import { availableParallelism } from 'node:os';
import { electronParentPort } from '../session/electron-port.ts';
import {
  chooseBackend,
  probeInChild,
  type ChosenBackend,
  type ProbeResult,
} from '../trainers/choose.ts';
import type { Output } from './output.ts';
import { choice, wholeNumber, type Options } from './options.ts';

/** As many as the largest servers have cores. */
const threadLimits = { min: 1, max: 1024 } as const;

/**
 * The engine asked for by --engine and --threads (`threads` without it; the machine's cores without
 * either); tells `output`, if given, where it is not the fast one.
 * @throws UsageError, MebaeError native-unavailable
 */
export async function engineFor(
  options: Options,
  output?: Output,
  threads: number = availableParallelism(),
): Promise<ChosenBackend> {
  const engine = choice(options, 'engine', ['auto', 'native', 'portable']) ?? 'auto';
  const chosen = await chooseBackend({
    engine,
    probe,
    threads: wholeNumber(options, 'threads', threadLimits) ?? threads,
  });
  const why = chosen.whyNotNative;
  if (why && engine === 'auto') {
    output?.errorLine(`The portable engine is used, because ${why.code}: ${why.detail}`);
  }
  return chosen;
}

/** Electron's executable can't run a script of ours as plain Node (its fuse is off): it is tried right here. */
async function probe(): Promise<ProbeResult> {
  if (!electronParentPort()) return probeInChild();
  const { probeNative } = await import('../trainers/probe-native.ts');
  return probeNative();
}
