import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The user's cache folder for Mebae, shared by all checkouts: whatever is in it can be fetched again.
 */
export function cacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local');
    return path.join(local, 'mebae', 'Cache');
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'mebae');
  // The XDG specification: a relative path in the variable is to be ignored.
  const configured = environment['XDG_CACHE_HOME'];
  const base = configured && path.isAbsolute(configured) ? configured : path.join(home, '.cache');
  return path.join(base, 'mebae');
}
