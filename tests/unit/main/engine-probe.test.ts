import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  defaultProbeMemory,
  probeKey,
  ProbeMemorySchema,
  probeNative,
} from '../../../main/engine-probe.ts';
import { JsonFile } from '../../../main/json-file.ts';
import { forkChild } from './children.ts';

let folder: string;
let memory: JsonFile<typeof defaultProbeMemory>;
let probes: number;
const run = (...args: string[]) => {
  probes += 1;
  return forkChild(...args);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-probe-'));
  memory = new JsonFile(path.join(folder, 'probe.json'), ProbeMemorySchema, defaultProbeMemory);
  probes = 0;
});
afterEach(async () => {
  await memory.flush();
  await rm(folder, { recursive: true, force: true });
});

it('tries native TensorFlow once, and remembers that it works', async () => {
  expect(await probeNative(() => run('exit', '0'), 'key', memory)).toBeNull();
  expect(await probeNative(() => run('exit', '0'), 'key', memory)).toBeNull();
  expect(probes).toBe(1);
  expect(await probeNative(() => run('exit', '0'), 'another', memory)).toBeNull();
  expect(probes).toBe(2);
});

it('hands on why it does not work, and tries again the next time', async () => {
  const why = { code: 'library-missing', detail: 'libtensorflow_cc.so.2' };
  const probe = () => run('tell', JSON.stringify(why));
  expect(await probeNative(probe, 'key', memory)).toEqual(why);
  expect(await probeNative(probe, 'key', memory)).toEqual(why);
  expect(probes).toBe(2);
});

it('understands a probe that dies or hangs', async () => {
  expect(await probeNative(() => run('abort'), 'key', memory)).toEqual({
    code: 'probe-crashed',
    detail: 'SIGILL',
  });
  expect(await probeNative(() => run('silent'), 'key', memory, 300)).toMatchObject({
    code: 'probe-timeout',
  });
});

it('asks again when the binding or the processor is another', async () => {
  const binding = path.join(folder, 'tfjs_binding.node');
  expect(await probeKey(binding, 'cpu')).toBeNull();
  await writeFile(binding, 'one');
  await utimes(binding, 1, 1);
  const key = await probeKey(binding, 'cpu');
  expect(await probeKey(binding, 'cpu')).toBe(key);
  expect(await probeKey(binding, 'another cpu')).not.toBe(key);
  await utimes(binding, 2, 2);
  expect(await probeKey(binding, 'cpu')).not.toBe(key);
});
