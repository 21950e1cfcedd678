import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from './contestant.ts';

/** Keras twice: as it is installed today, and on the very TensorFlow that Mebae's native engine carries. */
const packages = {
  keras3: ['tensorflow-cpu==2.21.0'],
  keras: ['tensorflow-cpu==2.15.1'],
  pytorch: ['torch==2.13.0', 'numpy'],
  jax: ['jax==0.10.2', 'numpy'],
};
type Peer = keyof typeof packages;

export interface Peers {
  command(peer: Peer): Command;
  /** Takes the environments away, where they were made for this run only. */
  remove(): void;
}

/**
 * Makes a Python environment for each peer, since their packages quarrel over versions. `folder`: keep
 * them there for the next time; otherwise they are thrown away. Null where there is no Python.
 */
export function providePeers(folder?: string): Peers | null {
  if (spawnSync('python3', ['--version']).status !== 0) {
    console.error('There is no python3 here: the bench goes on without Keras, PyTorch and JAX.');
    return null;
  }
  const home = folder ?? mkdtempSync(path.join(tmpdir(), 'mebae-peers-'));
  const python = (peer: Peer) => path.join(home, peer, 'bin', 'python');
  for (const [peer, wanted] of Object.entries(packages) as [Peer, string[]][]) {
    if (existsSync(path.join(home, peer, 'ready'))) continue;
    console.error(`making a Python environment with ${wanted.join(', ')} …`);
    execFileSync('python3', ['-m', 'venv', path.join(home, peer)], { stdio: 'inherit' });
    const { status } = spawnSync(python(peer), ['-m', 'pip', 'install', '--quiet', ...wanted], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status === 0) execFileSync('touch', [path.join(home, peer, 'ready')]);
  }
  const script = path.join(import.meta.dirname, 'contestants', 'peer.py');
  const names: Record<Peer, string> = {
    keras3: 'Keras 3, TensorFlow 2.21.0',
    keras: 'Keras 2, TensorFlow 2.15.1',
    pytorch: 'PyTorch 2.13.0',
    jax: 'JAX 0.10.2, jitted scan',
  };
  return {
    command: (peer) => ({ name: names[peer], command: python(peer), args: [script, peer] }),
    remove: () => folder === undefined && rmSync(home, { recursive: true, force: true }),
  };
}
