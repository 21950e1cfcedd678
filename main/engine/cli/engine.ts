import type { ChosenBackend } from '../session/parts.ts';
import { electronParentPort } from '../session/electron-port.ts';
import { chooseBackend, probeInChild, type ProbeResult } from '../trainers/choose.ts';
import { choice, wholeNumber, type Options } from './options.ts';

/** As many as the largest servers have cores. */
const threadLimits = { min: 1, max: 1024 } as const;

/** The engine asked for by --engine and --threads. @throws UsageError, MebaeError native-unavailable */
export async function engineFor(options: Options): Promise<ChosenBackend> {
  const engine = choice(options, 'engine', ['auto', 'native', 'portable']) ?? 'auto';
  const threads = wholeNumber(options, 'threads', threadLimits);
  return chooseBackend({ engine, probe, ...(threads === undefined ? {} : { threads }) });
}

/** Electron's executable can't run a script of ours as plain Node (its fuse is off): it is tried right here. */
async function probe(): Promise<ProbeResult> {
  if (!electronParentPort()) return probeInChild();
  const { probeNative } = await import('../trainers/probe-native.ts');
  return probeNative();
}
