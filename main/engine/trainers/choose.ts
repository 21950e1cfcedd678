import { MebaeError } from '../../../preload/contract.ts';
import type { ProbeResult } from './probe-result.ts';
import type { Backend } from './trainer.ts';

export { probeInChild } from './probe-child.ts';
export type { ProbeResult } from './probe-result.ts';

export interface EngineRequest {
  engine: 'auto' | 'native' | 'portable';
  /** At most so many; the machine's cores where left out. */
  threads?: number;
  /** Tries native TensorFlow where it may crash: in another process. Not asked for 'portable'. */
  probe: () => Promise<ProbeResult>;
}

export interface ChosenBackend {
  backend: Backend;
  whyNotNative: { code: string; detail: string } | null;
}

/**
 * Native TensorFlow where it works, the portable engine elsewhere, with the reason.
 * Throws MebaeError 'native-unavailable' where native was demanded and doesn't work.
 */
export async function chooseBackend({
  engine,
  threads,
  probe,
}: EngineRequest): Promise<ChosenBackend> {
  const options = threads === undefined ? {} : { threads };
  if (engine === 'portable') return portable(options, { code: 'forced', detail: 'portable' });
  const native = await loadNative(options, probe);
  if ('backend' in native) return { ...native, whyNotNative: null };
  if (engine === 'auto') return portable(options, native);
  const { code, detail } = native;
  throw new MebaeError('native-unavailable', `${code}: ${detail}`, { reason: code });
}

// Each engine is imported only where it is used: loading the other costs time and memory.

async function loadNative(
  options: { threads?: number },
  probe: EngineRequest['probe'],
): Promise<{ backend: Backend } | { code: string; detail: string }> {
  try {
    const result = await probe();
    if (!result.ok) return { code: result.code, detail: result.detail };
    const { loadNativeBackend } = await import('./native.ts');
    return { backend: await loadNativeBackend(options) };
  } catch (error) {
    // What the probe can't see, such as a library replaced in between.
    const detail = error instanceof Error ? error.message : String(error);
    return { code: 'load-failed', detail };
  }
}

async function portable(
  options: { threads?: number },
  whyNotNative: { code: string; detail: string },
): Promise<ChosenBackend> {
  const { loadPortableBackend } = await import('./portable.ts');
  return { backend: await loadPortableBackend(options), whyNotNative };
}
