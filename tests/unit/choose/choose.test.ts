import { describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../main/engine/trainers/choose.ts';

const noLibrary = { ok: false, code: 'no-library', detail: 'libtensorflow_cc.so.2' } as const;

describe('chooseBackend', () => {
  it('takes the portable engine where the probe fails, and keeps the reason', async () => {
    const { backend, whyNotNative } = await chooseBackend({
      engine: 'auto',
      probe: () => Promise.resolve(noLibrary),
    });
    expect(backend.kind).toBe('portable');
    expect(backend.version).toBe('4.22.0');
    expect(whyNotNative).toEqual({ code: 'no-library', detail: 'libtensorflow_cc.so.2' });
  });

  it('takes the portable engine where the probe itself breaks', async () => {
    const { backend, whyNotNative } = await chooseBackend({
      engine: 'auto',
      probe: () => Promise.reject(new Error('fork failed')),
    });
    expect(backend.kind).toBe('portable');
    expect(whyNotNative).toEqual({ code: 'load-failed', detail: 'fork failed' });
  });

  it('does not probe where the portable engine was asked for', async () => {
    const { backend, whyNotNative } = await chooseBackend({
      engine: 'portable',
      probe: () => Promise.reject(new Error('must not be called')),
    });
    expect(backend.kind).toBe('portable');
    expect(whyNotNative?.code).toBe('forced');
  });

  it('says why where native was demanded and does not run', async () => {
    const choice = chooseBackend({ engine: 'native', probe: () => Promise.resolve(noLibrary) });
    await expect(choice).rejects.toMatchObject({
      name: 'MebaeError',
      code: 'native-unavailable',
      message: 'no-library: libtensorflow_cc.so.2',
      values: { reason: 'no-library' },
    });
  });
});
