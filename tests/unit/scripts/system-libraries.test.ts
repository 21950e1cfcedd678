import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasProgram, namesHere } from '../../../scripts/setup/system-libraries.ts';
import { temporaryFolder } from './temporary-folder.ts';

const searched = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = searched;
});

/** An apt-cache that knows one package with the new ending. */
const aptCache = `#!/bin/sh
[ "$2" = libasound2t64 ] && echo "Package: $2" && exit 0
echo "N: No packages found" >&2
exit 100
`;

describe.skipIf(process.platform === 'win32')('names of system packages', () => {
  it('end in t64 where only such a package can be installed', async () => {
    const folder = await temporaryFolder();
    const program = path.join(folder, 'apt-cache');
    await writeFile(program, aptCache);
    await chmod(program, 0o755);
    process.env['PATH'] = `${folder}${path.delimiter}${searched}`;
    expect(await namesHere(['libasound2', 'xvfb'])).toEqual(['libasound2t64', 'xvfb']);
  });

  it('stay as they are where apt-cache can’t be asked', async () => {
    process.env['PATH'] = await temporaryFolder();
    expect(await namesHere(['libasound2'])).toEqual(['libasound2']);
  });
});

it('finds a program on the path alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'tool'), '');
  expect(hasProgram('tool', ['/nowhere', folder].join(path.delimiter))).toBe(true);
  expect(hasProgram('tool', '/nowhere')).toBe(false);
  expect(hasProgram('tool', '')).toBe(false);
});
