import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { table } from './figures.ts';
import { benchNetworks } from './networks.ts';

/** In megabytes, of a process of its own: what it took before the training, and at its peak. */
export interface ProcessMemory {
  alone: number;
  peak: number;
}

const child = path.join(import.meta.dirname, 'contestants/memory.ts');

/**
 * Resident memory of the engine's process: with TensorFlow loaded and run once, before any picture was read,
 * and at its peak in a session that trains three epochs on 60,000 pictures, checkpoints and all.
 */
export async function memoryOfTraining(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const [name, network] of Object.entries(benchNetworks)) {
    const args = ['--import', 'tsx', child, JSON.stringify(network)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { alone, peak } = JSON.parse(stdout) as ProcessMemory;
    rows.push([name, alone, peak, peak - alone]);
  }
  console.log('\n### Resident memory of the engine, MB\n');
  const head = ['network', 'TensorFlow by itself', 'peak of a training', 'more by'];
  console.log(table(head, rows));
}
