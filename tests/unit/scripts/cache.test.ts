import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../scripts/setup/cache.ts';

describe('the cache folder', () => {
  it('follows XDG_CACHE_HOME on Linux, when it is absolute', () => {
    expect(cacheFolder('linux', { XDG_CACHE_HOME: '/big/cache' }, '/home/a')).toBe(
      '/big/cache/mebae',
    );
    expect(cacheFolder('linux', { XDG_CACHE_HOME: 'cache' }, '/home/a')).toBe(
      '/home/a/.cache/mebae',
    );
    expect(cacheFolder('linux', {}, '/home/a')).toBe('/home/a/.cache/mebae');
  });

  it('is where macOS and Windows keep caches', () => {
    expect(cacheFolder('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Caches/mebae');
    const windows = cacheFolder('win32', { LOCALAPPDATA: 'L' }, 'H').replaceAll('\\', '/');
    expect(windows).toBe('L/mebae/Cache');
  });
});
