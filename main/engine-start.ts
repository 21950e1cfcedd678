import { cpus } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import type { EngineStatus } from '../preload/contract.ts';
import type { EngineChoice } from './arguments.ts';
import { EngineHost, type EnginePlan } from './engine-host.ts';
import {
  defaultProbeMemory,
  probeKey,
  ProbeMemorySchema,
  probeNative,
  type ProbeMemory,
} from './engine-probe.ts';
import { forkUtility, type UtilityChild } from './engine-process.ts';
import { JsonFile } from './json-file.ts';
import type { Paths } from './paths.ts';

/** The engine of this application: its bundles, its folder for runs, the choice of TensorFlow. */
export function createEngineHost(
  paths: Paths,
  choice: EngineChoice,
  /** Threads as they are set when an engine starts; null: the machine's cores. */
  threads: () => number | null,
  onStatus: (status: EngineStatus) => void,
): EngineHost<UtilityChild> {
  const userData = app.getPath('userData');
  const memory = new JsonFile<ProbeMemory>(
    path.join(userData, 'probe.json'),
    ProbeMemorySchema,
    defaultProbeMemory,
  );
  return new EngineHost({
    fork: (plan) =>
      forkUtility('Mebae engine', paths.engine, [
        ...engineArguments(plan, paths.assets, userData),
        ...threadArguments(threads()),
      ]),
    probe: () => planFor(choice, paths, memory),
    nativeFailed: () => memory.set(defaultProbeMemory),
    onStatus,
  });
}

function engineArguments(plan: EnginePlan, assets: string, userData: string): string[] {
  return [
    ...['--assets', assets],
    ...['--data', path.join(userData, 'engine')],
    ...['--version', app.getVersion()],
    ...['--engine', plan.engine],
    ...['--why', plan.whyNotNative === null ? '' : JSON.stringify(plan.whyNotNative)],
  ];
}

const threadArguments = (threads: number | null) =>
  threads === null ? [] : ['--threads', String(threads)];

/** What the user asked for on the command line; otherwise native where it runs. */
async function planFor(
  choice: EngineChoice,
  paths: Paths,
  memory: JsonFile<ProbeMemory>,
): Promise<EnginePlan> {
  if (choice === 'native') return { engine: 'native', whyNotNative: null };
  if (choice === 'portable') {
    return { engine: 'portable', whyNotNative: { code: 'forced', detail: '--engine portable' } };
  }
  await memory.load();
  const key = await probeKey(paths.binding, cpus()[0]?.model ?? '');
  const why = await probeNative(() => forkUtility('Mebae probe', paths.probe, []), key, memory);
  return { engine: why === null ? 'native' : 'portable', whyNotNative: why };
}
