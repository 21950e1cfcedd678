import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend, probeInChild } from '../../../main/engine/trainers/choose.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** So that the child reads TypeScript, as `mebae` does in a checkout. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const env = { ...process.env, NODE_OPTIONS: `--import ${tsx}` };

/** A checkout whose tfjs-node can be damaged: sources copied, other packages linked. */
let checkout: string;
const tfjsNode = 'node_modules/@tensorflow/tfjs-node';

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'mebae-checkout-'));
  await cp(join(root, 'main/engine'), join(checkout, 'main/engine'), { recursive: true });
  await cp(join(root, 'package.json'), join(checkout, 'package.json'));
  await mkdir(join(checkout, tfjsNode), { recursive: true });
  await link('node_modules', '@tensorflow');
  await link('node_modules/@tensorflow', 'tfjs-node');
  await link(tfjsNode, 'lib', 'deps');
});
afterAll(() => rm(checkout, { recursive: true }));

async function link(folder: string, ...except: string[]) {
  for (const name of await readdir(join(root, folder))) {
    if (name.startsWith('.') || except.includes(name)) continue;
    const [from, to] = [join(root, folder, name), join(checkout, folder, name)];
    // Copied, so that the loader looks beside the copy.
    if (folder === tfjsNode) await cp(from, to, { recursive: true });
    else await symlink(from, to, 'junction');
  }
}

describe('the real probe, in a child process', () => {
  it('finds native TensorFlow where it is whole', async () => {
    const script = join(root, 'main/engine/probe.ts');
    const result = await probeInChild({ script, env });
    expect(result).toEqual({ ok: true, version: expect.stringMatching(/^2\.\d+\.\d+/) });
  });

  it('tells what is missing, and the portable engine stands in', async () => {
    const script = join(checkout, 'main/engine/probe.ts');
    expect(await probeInChild({ script, env })).toMatchObject({ ok: false, code: 'no-binding' });

    // The binding is there, and TensorFlow's library is not.
    await cp(join(root, tfjsNode, 'lib'), join(checkout, tfjsNode, 'lib'), { recursive: true });
    const { backend, whyNotNative } = await chooseBackend({
      engine: 'auto',
      probe: () => probeInChild({ script, env }),
    });
    expect(backend.kind).toBe('portable');
    expect(whyNotNative).toMatchObject({ code: 'no-library' });
    expect(whyNotNative?.detail).toContain('libtensorflow');
  });
});
