import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dependenciesInstalled } from '../../../scripts/setup/dependencies.mjs';
import { temporaryFolder } from './temporary-folder.ts';

async function checkout(lockfile: string, stamped: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'package-lock.json'), lockfile);
  const state = path.join(folder, 'node_modules', '.mebae');
  await mkdir(state, { recursive: true });
  const hash = createHash('sha256').update(stamped).digest('hex');
  await writeFile(path.join(state, 'dependencies.json'), JSON.stringify({ lockfile: hash }));
  return folder;
}

describe('the packages', () => {
  it('are there when the stamp has the hash of the lockfile', async () => {
    expect(dependenciesInstalled(await checkout('{"a":1}', '{"a":1}'))).toBe(true);
  });

  it('are not when the lockfile changed, or npm was interrupted', async () => {
    expect(dependenciesInstalled(await checkout('{"a":2}', '{"a":1}'))).toBe(false);
    const interrupted = await checkout('{}', '{}');
    await rm(path.join(interrupted, 'node_modules'), { recursive: true });
    expect(dependenciesInstalled(interrupted)).toBe(false);
  });
});
