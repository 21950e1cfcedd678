import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOfInputs } from '../../../scripts/build.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function sources(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'main', 'engine'), { recursive: true });
  await writeFile(path.join(root, 'main', 'index.ts'), 'one');
  await writeFile(path.join(root, 'main', 'engine', 'index.ts'), 'two');
  await writeFile(path.join(root, 'lock.json'), '{}');
  await writeFile(path.join(root, 'elsewhere.ts'), '');
  return root;
}
const inputs = ['main', 'lock.json', 'not-there'];

describe("the hash of a build's inputs", () => {
  it('is the same for the same sources in another folder', async () => {
    const [one, two] = [await sources(), await sources()];
    expect(await hashOfInputs(one, inputs)).toBe(await hashOfInputs(two, inputs));
  });

  it.each([
    ['a content changes', (root: string) => writeFile(path.join(root, 'main/index.ts'), 'new')],
    ['a file comes', (root: string) => writeFile(path.join(root, 'main/more.ts'), '')],
    ['a file is renamed', (root: string) => rename(`${root}/main/index.ts`, `${root}/main/i.ts`)],
    ['the lockfile changes', (root: string) => writeFile(path.join(root, 'lock.json'), '[]')],
  ])('changes when %s', async (_what, change) => {
    const root = await sources();
    const before = await hashOfInputs(root, inputs);
    await change(root);
    expect(await hashOfInputs(root, inputs)).not.toBe(before);
  });

  it('does not change with what is no input', async () => {
    const root = await sources();
    const before = await hashOfInputs(root, inputs);
    await writeFile(path.join(root, 'elsewhere.ts'), 'changed');
    expect(await hashOfInputs(root, inputs)).toBe(before);
  });
});
