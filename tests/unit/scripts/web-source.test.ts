import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { webSource } from '../../../scripts/setup/sources.ts';
import { temporaryFolder } from './temporary-folder.ts';

const never = new AbortController().signal;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const patient = { answer: 20_000, stall: 20_000 };

async function fetchFrom(url: string, { signal = never, limits = patient } = {}) {
  const seen: [number, number][] = [];
  const report = {
    say: () => undefined,
    progress: (bytes: number, total: number) => void seen.push([bytes, total]),
  };
  const file = await webSource(url, limits).fetch(await temporaryFolder(), report, signal);
  return { text: await readFile(file, 'utf8'), seen };
}

describe("a maker's download", () => {
  it('is saved whole, with progress up to its size', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-length', '6');
      response.end('abcdef');
    });
    const { text, seen } = await fetchFrom(url);
    expect(text).toBe('abcdef');
    expect(seen.at(-1)).toEqual([6, 6]);
  });

  it('refused by the server says how', async () => {
    const url = await serve((_request, response) => void response.writeHead(403).end());
    await expect(fetchFrom(url)).rejects.toThrow('answered 403');
  });

  it('is given up when nobody answers', async () => {
    const url = await serve(() => undefined);
    const limits = { ...patient, answer: 100 };
    await expect(fetchFrom(url, { limits })).rejects.toThrow('no answer');
  });

  it('is given up when it stands still half-way', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-length', '6');
      response.write('abc');
    });
    const limits = { ...patient, stall: 100 };
    await expect(fetchFrom(url, { limits })).rejects.toThrow('the download stood still');
  });

  it('is given up at once when interrupted', async () => {
    const interruption = new AbortController();
    const url = await serve(() => interruption.abort());
    await expect(fetchFrom(url, { signal: interruption.signal })).rejects.toThrow(/abort/i);
  });
});
