import os from 'node:os';
import type { CommandContext } from '../context.ts';
import { engineFor } from '../engine.ts';
import type { Options } from '../options.ts';

/** `mebae info`: the engine that would train here, and why not native TensorFlow. */
export async function info({ output, version }: CommandContext, options: Options): Promise<number> {
  const { backend, whyNotNative } = await engineFor(options);
  const cores = os.availableParallelism();
  output.event({
    type: 'info',
    engine: backend.kind,
    version: backend.version,
    threads: backend.threads,
    cores,
    whyNotNative,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    appVersion: version,
  });
  const engine = backend.kind === 'native' ? 'native TensorFlow' : 'portable (WebAssembly, tfjs)';
  output.line(`Mebae ${version}`);
  output.line(`engine     ${engine} ${backend.version}`);
  output.line(`threads    ${backend.threads} of ${cores} cores`);
  if (whyNotNative) output.line(`not native ${whyNotNative.code}: ${whyNotNative.detail}`);
  output.line(`Node.js    ${process.versions.node} on ${process.platform} ${process.arch}`);
  return 0;
}
