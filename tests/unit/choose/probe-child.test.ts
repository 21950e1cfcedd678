import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeInChild } from '../../../main/engine/trainers/probe-child.ts';
import { explainDeath } from '../../../main/engine/trainers/probe-result.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mebae-probe-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function probeWith(source: string, timeout = 10_000) {
  const script = join(folder, 'probe.mjs');
  await writeFile(script, source);
  return probeInChild({ script, timeout });
}

const failure = { ok: false, code: 'no-library', detail: 'libtensorflow_cc.so.2' };

describe('probeInChild', () => {
  it('takes what the child says, whatever stands around it', async () => {
    const source = `console.log('{"ok":true}'); console.log('notice'); console.log('${JSON.stringify(failure)}'); console.log('bye'); process.exit(1);`;
    expect(await probeWith(source)).toEqual(failure);
  });

  it('takes success', async () => {
    const source = `console.log('{"ok":true,"version":"1.2.3"}')`;
    expect(await probeWith(source)).toEqual({ ok: true, version: '1.2.3' });
  });

  it.runIf(process.platform !== 'win32')('survives a child that dies of a signal', async () => {
    const result = await probeWith(
      `process.kill(process.pid, 'SIGILL'); setInterval(() => {}, 1e6);`,
    );
    expect(result).toEqual(explainDeath('SIGILL'));
  });

  it('does not wait for a child that hangs', async () => {
    const result = await probeWith('setInterval(() => {}, 1e6);', 300);
    expect(result).toMatchObject({ ok: false, code: 'probe-timeout' });
  });

  it('takes silence for a crash', async () => {
    expect(await probeWith('')).toMatchObject({ ok: false, code: 'probe-crashed' });
  });
});
